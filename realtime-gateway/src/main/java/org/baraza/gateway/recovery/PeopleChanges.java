package org.baraza.gateway.recovery;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.PersonChange;

/** Who has changed lately in what decides what they are told. Safe for use by several threads. */
final class PeopleChanges {

    private final long keptNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Long> audiences = new LinkedHashMap<>();
    private final Map<String, Long> access = new LinkedHashMap<>();

    /** @param kept how long a change is of interest */
    PeopleChanges(Duration kept, LongSupplier nanoTime) {
        this.keptNanos = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized void on(PersonChange change) {
        long now = nanoTime.getAsLong();
        if (change.isOfChapter() || change.before() == null || change.after() == null) {
            remember(audiences, change.userId(), now);
        }
        if (isOfAccess(change.before(), change.after())) {
            remember(access, change.userId(), now);
        }
    }

    private static boolean isOfAccess(UserChanged before, UserChanged after) {
        return before != null
                && after != null
                && (before.isSuspended() != after.isSuspended()
                        || !Objects.equals(before.tokensValidFrom(), after.tokensValidFrom()));
    }

    private void remember(Map<String, Long> changes, String userId, long now) {
        changes.remove(userId);
        changes.put(userId, now);
        Iterator<Long> eldest = changes.values().iterator();
        while (now - eldest.next() > keptNanos) {
            eldest.remove();
        }
    }

    /** Whether somebody has come to an audience or left one. */
    synchronized boolean hasOtherAudiences(String userId) {
        return isRecent(audiences.get(userId));
    }

    /** Whether somebody was suspended or signed out, or taken back. */
    synchronized boolean hasOtherAccess(String userId) {
        return isRecent(access.get(userId));
    }

    private boolean isRecent(Long changedAt) {
        return changedAt != null && nanoTime.getAsLong() - changedAt <= keptNanos;
    }
}
