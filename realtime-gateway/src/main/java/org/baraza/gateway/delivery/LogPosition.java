package org.baraza.gateway.delivery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * How far somebody has come in the log: for each partition of the topics that sockets are told of, the offset of the next
 * record. Means the same on every gateway. Immutable.
 */
public final class LogPosition {

    /** No record is half told. */
    private static final int NONE = -1;

    private static final int MAX_VARINT = 10;
    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7f;

    private final long[] next;
    /** The partition whose last record has been told in its first part only; {@link #NONE} if there is none. */
    private final int partial;

    private LogPosition(long[] next, int partial) {
        this.next = next;
        this.partial = partial;
    }

    /** @param next the next offset of each partition */
    static LogPosition of(long... next) {
        return new LogPosition(next.clone(), NONE);
    }

    /** This position with a record told on top of it. */
    LogPosition after(int partition, long offset, boolean partly) {
        long[] moved = next.clone();
        moved[partition] = Math.max(moved[partition], offset + 1);
        return new LogPosition(moved, partly ? partition : NONE);
    }

    int partitions() {
        return next.length;
    }

    /** The next offset of a partition. */
    long next(int partition) {
        return next[partition];
    }

    /** The partition whose last record is told in its first part only; negative if there is none. */
    int partial() {
        return partial;
    }

    /** Whether everything that the other position covers is covered by this one, too. */
    public boolean isAtLeast(LogPosition other) {
        for (int i = 0; i < next.length; i++) {
            if (next[i] < other.next[i]) {
                return false;
            }
        }
        return partial == NONE || partial == other.partial || next[partial] > other.next[partial];
    }

    /**
     * What the two positions cover together.
     *
     * @param whole has no record that is half told
     */
    public LogPosition and(LogPosition whole) {
        long[] both = new long[next.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = Math.max(next[i], whole.next[i]);
        }
        return new LogPosition(both, partial != NONE && next[partial] > whole.next[partial] ? partial : NONE);
    }

    /** As text: base64 of numbers of variable length, the half-told partition first. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate((next.length + 1) * MAX_VARINT);
        write(bytes, partial + 1L);
        for (long offset : next) {
            write(bytes, offset);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /**
     * Reads what {@link #encode} has written.
     *
     * @param partitions of how many partitions it has to tell
     * @return empty for anything else
     */
    public static Optional<LogPosition> decode(String text, int partitions) {
        if (text.length() > (partitions + 1) * MAX_VARINT * 2) {
            return Optional.empty();
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        long partial = read(bytes) - 1;
        long[] next = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            next[i] = read(bytes);
            if (next[i] < 0) {
                return Optional.empty();
            }
        }
        boolean isWhole = !bytes.hasRemaining() && partial >= NONE && partial < partitions;
        return isWhole ? Optional.of(new LogPosition(next, (int) partial)) : Optional.empty();
    }

    private static void write(ByteBuffer bytes, long number) {
        long rest = number;
        while (rest > SEVEN_BITS) {
            bytes.put((byte) (rest & SEVEN_BITS | MORE));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    /** @return negative if there is no number */
    private static long read(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE && bytes.hasRemaining(); shift += 7) {
            byte some = bytes.get();
            number |= (long) (some & SEVEN_BITS) << shift;
            if (some >= 0) {
                return number;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPosition that && partial == that.partial && Arrays.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(next) + partial;
    }

    @Override
    public String toString() {
        return "LogPosition" + Arrays.toString(next) + (partial == NONE ? "" : "/" + partial);
    }
}
