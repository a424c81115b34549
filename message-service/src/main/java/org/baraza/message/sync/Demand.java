package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.List;

import org.baraza.message.store.NumberRange;

/**
 * What to read for a page, of all conversations together: at least what fits, since nothing weighs less than 1.
 *
 * @param messages that clients lack
 * @param changes that they lack, of conversations whose messages will all fit
 */
record Demand(List<NumberRange> messages, List<NumberRange> changes) {

    /**
     * @param lacking in the order in which they fill the page
     * @param room how much fits into it
     */
    static Demand of(List<Lack> lacking, int room, long resetAfter) {
        List<NumberRange> messages = new ArrayList<>();
        List<NumberRange> changes = new ArrayList<>();
        int left = room;
        for (Lack lack : lacking) {
            if (left <= 0) {
                break;
            }
            if (lack.needsReset(resetAfter)) {
                left--;
                continue;
            }
            if (lack.lacksMessages()) {
                NumberRange range = lack.messages(left);
                messages.add(range);
                left -= (int) (range.upTo() - range.after());
            }
            // if this was the last room, then what is read next is for the page behind this one
            if (left > 0 && lack.lacksChanges()) {
                changes.add(lack.changes());
            }
        }
        return new Demand(messages, changes);
    }
}
