package org.baraza.conversation.broadcast;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A person's counters. {@code read} of a share is always the number of the person's rows in it that are numbered above
 * {@code joined}, are read, and whose first read stands in the log at or before {@code applied}; {@code hidden} the same. So
 * an event that comes again, with whatever others, is counted once, and the numbers can be made again from the rows.
 *
 * @param userId whose
 * @param version counts the writes; 0 for one that is not stored
 * @param directoryOffset place in {@code user-events} up to which the shares follow it; null if the directory has not been
 *     heard of this person yet, who is then taken to have belonged to their audiences from the start
 * @param shares by audience
 * @param applied by partition of {@code message-events}, the last event that was counted
 */
record Standing(
        String userId, long version, Long directoryOffset, Map<String, Share> shares, Map<Integer, Long> applied) {

    Standing {
        shares = Map.copyOf(shares);
        applied = Map.copyOf(applied);
    }

    /** Somebody who has belonged to these audiences from the start, and has read nothing. */
    static Standing fromTheStart(String userId, Collection<String> audiences) {
        Map<String, Share> shares = new HashMap<>();
        audiences.forEach(audience -> shares.put(audience, Share.from(audience, 0)));
        shares.put(BroadcastDocument.CUSTOM, Share.from(BroadcastDocument.CUSTOM, 0));
        return new Standing(userId, 0, null, shares, Map.of());
    }

    /** After events; those that were counted before change nothing. */
    Standing count(Collection<Counted> events) {
        Map<Integer, Long> now = new TreeMap<>(applied);
        Map<String, Share> counted = new HashMap<>(shares);
        List<Counted> inOrder = events.stream()
                .sorted(Comparator.comparingLong(event -> event.position().offset()))
                .toList();
        for (Counted event : inOrder) {
            if (!hasApplied(event.position(), now)) {
                now.put(event.position().partition(), event.position().offset());
                counted.computeIfPresent(event.audience(), (audience, share) -> share.plus(event));
            }
        }
        return new Standing(userId, version, directoryOffset, counted, now);
    }

    /**
     * In these audiences and no others, as the directory says at a place of its log. Shares that stay are kept as they are.
     *
     * @param joined shares that are new, by audience
     */
    Standing move(long offset, Collection<String> audiences, Map<String, Share> joined) {
        Map<String, Share> moved = new HashMap<>();
        moved.put(BroadcastDocument.CUSTOM, shares.get(BroadcastDocument.CUSTOM));
        for (String audience : audiences) {
            moved.put(audience, joined.containsKey(audience) ? joined.get(audience) : shares.get(audience));
        }
        return new Standing(userId, version, offset, moved, applied);
    }

    /** Which of these audiences the person comes to belong to, as far as is known here. */
    List<String> newAmong(Collection<String> audiences) {
        return audiences.stream()
                .filter(audience -> directoryOffset == null || !shares.containsKey(audience))
                .toList();
    }

    /** Whether the directory's log was followed up to this place. */
    boolean follows(long offset) {
        return directoryOffset != null && directoryOffset >= offset;
    }

    boolean hasApplied(LogPosition position) {
        return hasApplied(position, applied);
    }

    Optional<Share> share(String audience) {
        return Optional.ofNullable(shares.get(audience));
    }

    private static boolean hasApplied(LogPosition position, Map<Integer, Long> applied) {
        return position.offset() <= applied.getOrDefault(position.partition(), -1L);
    }
}
