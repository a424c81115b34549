package org.baraza.notification.digest;

import java.util.List;

/**
 * What the templates of a mail show.
 *
 * @param subject the headline
 * @param greeting to whom
 * @param items the newest first
 * @param more how many there are beyond these; 0 for none
 * @param website where all of them are
 * @param unsubscribeUrl where mails end
 */
public record LetterView(
        String subject, String greeting, List<Item> items, long more, String website, String unsubscribeUrl) {

    /**
     * One notification.
     *
     * @param title one line
     * @param text one line; null for none
     * @param at the person's own time
     * @param url where it leads
     */
    public record Item(String title, String text, String at, String url) {}

    /** Leaves the texts out, so that no log ever holds them. */
    @Override
    public String toString() {
        return "LetterView[" + items.size() + " and " + more + "]";
    }
}
