package org.baraza.conversation.conversation;

import org.baraza.contracts.message.Media;

/**
 * A picture, film or document of a {@link LastMessageDocument}.
 *
 * @param type {@code image}, {@code video} or {@code document}
 * @param url where the file lies
 * @param filename for people; may be null
 */
public record MediaDocument(String type, String url, String filename) {

    static MediaDocument of(Media media) {
        return new MediaDocument(media.type(), media.url(), media.filename());
    }

    /** Leaves address and name out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "MediaDocument[" + type + "]";
    }
}
