package org.baraza.notification.planner;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.DecisionChannel;
import org.baraza.notification.decision.DecisionKey;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.decision.UnwrittenDecisions;
import org.baraza.notification.preference.DeviceRepository;

/**
 * Why those were not pushed for a broadcast whom the walk did not meet: they had no device. Said only where it is certain:
 * not before the walk is at its end, not of anybody who is not in the audience now, and not of anybody who has a device that was
 * there then.
 */
@ApplicationScoped
class BroadcastDecisions implements UnwrittenDecisions {

    private final PushedBroadcastRepository broadcasts;
    private final PushRepository rows;
    private final DeviceRepository devices;
    private final UserDirectory directory;

    BroadcastDecisions(
            PushedBroadcastRepository broadcasts,
            PushRepository rows,
            DeviceRepository devices,
            UserDirectory directory) {
        this.broadcasts = broadcasts;
        this.rows = rows;
        this.devices = devices;
        this.directory = directory;
    }

    @Override
    public Uni<List<Decision>> of(String userId, String cause, long seq) {
        if (!BroadcastLedger.isOfBroadcast(cause) || seq != 1) {
            return Uni.createFrom().item(List.of());
        }
        return broadcasts
                .whole(cause)
                .flatMap(broadcast -> broadcast == null
                                || broadcast.walkedAt == null
                                || broadcast
                                        .recipientsAmong(List.of(userId), directory)
                                        .isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : unmet(userId, broadcast));
    }

    private Uni<List<Decision>> unmet(String userId, PushedBroadcast broadcast) {
        String key = PushRow.key(userId, broadcast.id);
        return Uni.combine()
                .all()
                .unis(rows.find(List.of(key)), devices.of(List.of(userId)))
                .with((found, owned) -> {
                    PushRow row = found.get(key);
                    boolean isMet = row != null && row.lastSeq > 0
                            || owned.stream()
                                    .anyMatch(device -> !device.registeredAt().isAfter(broadcast.walkedAt));
                    return isMet ? List.of() : List.of(decision(userId, row, broadcast));
                });
    }

    private static Decision decision(String userId, PushRow row, PushedBroadcast broadcast) {
        Reason reason = Reason.NO_DEVICE;
        if (row != null && row.readUpTo > 0) {
            reason = Reason.READ;
        } else if (row != null && row.receivedUpTo > 0) {
            reason = Reason.RECEIVED;
        }
        DecisionKey key = new DecisionKey(DecisionChannel.PUSH, userId, broadcast.id, 1);
        Instant decidedAt = broadcast.walkedAt;
        return Decision.of(key, 1, reason, decidedAt, row == null ? 0 : row.version);
    }
}
