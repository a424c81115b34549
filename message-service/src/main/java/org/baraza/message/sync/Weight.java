package org.baraza.message.sync;

import java.util.List;
import java.util.function.ToIntFunction;

import org.baraza.message.store.MediaDocument;
import org.baraza.message.store.MessageDocument;

/**
 * How much room messages take in a page, so that its size is bounded in bytes, too: a page of 300 stays below 1 MiB, which is
 * what may wait for a socket.
 */
final class Weight {

    /** What is longer than this weighs as much as several messages. */
    private static final int CHARACTERS = 400;

    private Weight() {}

    /** The weight of a message: 1, and 1 more for each {@value #CHARACTERS} characters. */
    static int of(MessageDocument message) {
        int characters = message.content().length();
        for (MediaDocument media : message.media()) {
            characters += media.url().length()
                    + (media.filename() == null ? 0 : media.filename().length());
        }
        return 1 + characters / CHARACTERS;
    }

    /** How many of the first items fit into {@code room}: at least one, however much it weighs. */
    static <T> int fitting(List<T> items, int room, ToIntFunction<T> weight) {
        int left = room;
        int fitting = 0;
        for (T item : items) {
            left -= weight.applyAsInt(item);
            if (left < 0 && fitting > 0) {
                break;
            }
            fitting++;
        }
        return fitting;
    }
}
