package org.baraza.gateway.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The records that sockets were told of lately, here or elsewhere, by the people whom they concern. Bounded by their number,
 * their size and their age. Guarded by the seam of the {@link Timeline}.
 */
final class RecentRecords {

    private final int maxRecords;
    private final long maxBytes;
    private final long maxAgeNanos;
    private final Deque<Recent> all = new ArrayDeque<>();
    private final Map<String, Deque<Recent>> byPerson = new HashMap<>();
    private final Deque<Recent> ofAudiences = new ArrayDeque<>();
    private long numbered;
    private long bytes;

    /**
     * @param maxBytes of their texts, about
     * @param maxAgeNanos how long they are of use
     */
    RecentRecords(int maxRecords, long maxBytes, long maxAgeNanos) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        this.maxAgeNanos = maxAgeNanos;
    }

    /**
     * A record.
     *
     * @param number in the order in which this gateway read them
     * @param readAt by the monotonic clock, in nanoseconds
     * @param dispatch makes once more what was told of it, and to whom
     */
    record Recent(
            long number,
            Track track,
            int partition,
            long offset,
            long bytes,
            long readAt,
            List<String> people,
            boolean isOfAudience,
            Supplier<Dispatch> dispatch) {}

    void add(Track track, int partition, long offset, long size, long now, Dispatch told, Supplier<Dispatch> again) {
        List<String> people = told.toPeople().stream()
                .flatMap(some -> some.userIds().stream())
                .distinct()
                .toList();
        Recent recent = new Recent(
                numbered++,
                track,
                partition,
                offset,
                size,
                now,
                people,
                told.toAudience().isPresent(),
                again);
        all.add(recent);
        bytes += size;
        people.forEach(userId ->
                byPerson.computeIfAbsent(userId, id -> new ArrayDeque<>(2)).add(recent));
        if (recent.isOfAudience()) {
            ofAudiences.add(recent);
        }
        while (all.size() > maxRecords || bytes > maxBytes) {
            forgetEldest();
        }
        forgetOld(now);
    }

    /** Lets go of what is of no use any more; with each record that is added that happens by itself. */
    void forgetOld(long now) {
        while (!all.isEmpty() && now - all.peek().readAt() > maxAgeNanos) {
            forgetEldest();
        }
    }

    /** Each deque is in the order of {@link #all}, so the eldest of all is the first of its own. */
    private void forgetEldest() {
        Recent eldest = all.remove();
        bytes -= eldest.bytes();
        eldest.track().forgot(eldest.partition(), eldest.offset());
        for (String userId : eldest.people()) {
            Deque<Recent> own = byPerson.get(userId);
            own.remove();
            if (own.isEmpty()) {
                byPerson.remove(userId);
            }
        }
        if (eldest.isOfAudience()) {
            ofAudiences.remove();
        }
    }

    /** What may concern somebody, in the order in which it was read. */
    List<Recent> of(String userId) {
        List<Recent> found = new ArrayList<>(byPerson.getOrDefault(userId, new ArrayDeque<>()));
        for (Recent recent : ofAudiences) {
            if (!recent.people().contains(userId)) {
                found.add(recent);
            }
        }
        found.sort(Comparator.comparingLong(Recent::number));
        return found;
    }

    int size() {
        return all.size();
    }

    long bytes() {
        return bytes;
    }
}
