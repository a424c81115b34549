package org.baraza.message.store;

import java.util.List;

/**
 * What can be changed about a message, at one time.
 *
 * @param content the text
 * @param media what it refers to
 * @param title of a broadcast; null for others
 * @param description of a broadcast; may be null
 */
public record ContentDocument(String content, List<MediaDocument> media, String title, String description) {

    /** Leaves the content out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "ContentDocument[media: " + media.size() + "]";
    }
}
