package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceRepository;

/**
 * Walks for each broadcast through those who have a device, not through its audience, and makes the rows of those whom it is
 * for. Where it is rests with the broadcast, which one replica has leased: after a crash another goes on where it was, and the
 * rows that it makes again are as they were. A broadcast that is recalled is walked again, to take away what devices show.
 *
 * <p>Blocks, and is for one thread alone.
 */
@ApplicationScoped
class BroadcastWalk {

    /** Devices of a page: about a megabyte, with the rows of their owners. */
    static final int PAGE = 500;

    /** The one message of a broadcast. */
    private static final long ONLY = 1;

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final PushedBroadcastRepository broadcasts;
    private final DeviceRepository devices;
    private final PushLedger ledger;
    private final UserDirectory directory;
    private final Clock clock;
    private final Duration lease;
    private PushedBroadcast current;

    BroadcastWalk(
            PushedBroadcastRepository broadcasts,
            DeviceRepository devices,
            PushLedger ledger,
            UserDirectory directory,
            Clock clock,
            NotificationServiceConfig config) {
        this.broadcasts = broadcasts;
        this.devices = devices;
        this.ledger = ledger;
        this.directory = directory;
        this.clock = clock;
        this.lease = config.push().lease();
    }

    /** Goes on by a page. @return whether there was anything to walk */
    boolean step() {
        if (current == null) {
            current = get(broadcasts.lease(now(), UUID.randomUUID().toString(), now().plus(lease)));
        }
        if (current == null) {
            return false;
        }
        PushedBroadcast broadcast = current;
        // until the page is done nobody walks here: if it fails, the lease ends and somebody begins where it stands
        // then
        current = null;
        List<Device> page = get(devices.page(broadcast.cursor, PAGE));
        ledger.apply(rows(broadcast, page));
        if (page.size() < PAGE) {
            get(broadcasts.end(broadcast.id, broadcast.leasedBy, now()));
            return true;
        }
        broadcast.cursor = page.get(PAGE - 1).userId();
        if (get(broadcasts.advance(broadcast.id, broadcast.leasedBy, broadcast.cursor, now().plus(lease)))) {
            current = broadcast;
        }
        return true;
    }

    private List<Happening> rows(PushedBroadcast broadcast, List<Device> page) {
        List<String> owners = page.stream().map(Device::userId).distinct().toList();
        Set<String> recipients = broadcast.recipientsAmong(owners, directory);
        Instant now = now();
        return owners.stream()
                .filter(owner -> broadcast.recalled || recipients.contains(owner))
                .map(owner -> {
                    boolean isRecipient = recipients.contains(owner);
                    return new Happening(
                            owner, broadcast.id, isRecipient, row -> reach(row, broadcast, isRecipient, now));
                })
                .toList();
    }

    private static boolean reach(PushRow row, PushedBroadcast broadcast, boolean isRecipient, Instant now) {
        boolean isNew = isRecipient && row.arrive(ONLY, broadcast.senderId, null, broadcast.storedAt, now);
        if (isNew) {
            row.since = broadcast.storedAt;
        }
        boolean isGone = broadcast.recalled && row.delete(ONLY, now);
        return isNew || isGone;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(STORE_TIMEOUT);
    }
}
