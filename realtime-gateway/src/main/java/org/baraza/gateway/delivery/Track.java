package org.baraza.gateway.delivery;

import java.util.Arrays;
import java.util.Map;

/** One topic of the {@link Timeline}: how far this gateway has read it, and from where on it remembers. Guarded by its seam. */
final class Track {

    private static final long NOTHING = Long.MAX_VALUE;

    private long[] next = {};
    private long[] remembered = {};

    /** Reading begins; there is nothing before. */
    void begin(Map<Integer, Long> beginnings) {
        next = new long[beginnings.size()];
        beginnings.forEach((partition, offset) -> next[partition] = offset);
        remembered = next.clone();
    }

    boolean hasBegun() {
        return next.length > 0;
    }

    /** A record was read. What comes before it is known where reading began concerns no socket. */
    void read(int partition, long offset) {
        if (!hasBegun()) {
            return;
        }
        next[partition] = offset + 1;
        if (remembered[partition] == NOTHING) {
            remembered[partition] = offset;
        }
    }

    /** A record that concerned somebody is not remembered any more. */
    void forgot(int partition, long offset) {
        if (hasBegun() && remembered[partition] != NOTHING) {
            remembered[partition] = Math.max(remembered[partition], offset + 1);
        }
    }

    /** Records were lost, nobody knows which: what was remembered is worth nothing. */
    void lost() {
        Arrays.fill(remembered, NOTHING);
    }

    int partitions() {
        return next.length;
    }

    /** The offset after the last record that was read. */
    long next(int partition) {
        return next[partition];
    }

    /** From this offset on every record that concerned somebody is remembered. */
    long remembered(int partition) {
        return remembered[partition];
    }
}
