package org.baraza.acceptance.crowd;

import java.util.TreeSet;

/** Which of the numbers 1, 2, 3 and so on are there: all up to one, and some beyond it. */
final class Prefix {

    private final TreeSet<Long> beyond = new TreeSet<>();
    private long upTo;

    /** A number is there. */
    void add(long number) {
        if (number > upTo) {
            beyond.add(number);
            closeGap();
        }
    }

    /** All numbers up to this one are there or need not be. */
    void raiseTo(long number) {
        upTo = Math.max(upTo, number);
        beyond.headSet(upTo, true).clear();
        closeGap();
    }

    /** Whether a number lacks that is not the next one. */
    boolean hasGaps() {
        return !beyond.isEmpty();
    }

    long upTo() {
        return upTo;
    }

    private void closeGap() {
        while (!beyond.isEmpty() && beyond.first() == upTo + 1) {
            upTo = beyond.pollFirst();
        }
    }
}
