package org.baraza.message.store;

import org.baraza.contracts.message.Media;

/**
 * What a message refers to, at rest.
 *
 * @param type {@code image}, {@code video} or {@code document}
 * @param url where it lies
 * @param filename for people; may be null
 */
public record MediaDocument(String type, String url, String filename) {

    static MediaDocument of(Media media) {
        return new MediaDocument(media.type(), media.url(), media.filename());
    }

    /** As clients see it. */
    public Media toMedia() {
        return new Media(type, url, filename);
    }
}
