package org.baraza.conversation.conversation;

import java.util.List;

import org.baraza.contracts.message.Media;

/**
 * A picture, film or document of a {@link LastMessageDocument}.
 *
 * @param type {@code image}, {@code video} or {@code document}
 * @param url where the file lies
 * @param filename for people; may be null
 */
public record MediaDocument(String type, String url, String filename) {

    /** What a message refers to; nothing for null. */
    public static List<MediaDocument> of(List<Media> media) {
        return media == null
                ? List.of()
                : media.stream()
                        .map(medium -> new MediaDocument(medium.type(), medium.url(), medium.filename()))
                        .toList();
    }

    /** Leaves address and name out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "MediaDocument[" + type + "]";
    }
}
