package org.baraza.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.room.AudienceRooms;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/**
 * The records of {@code message-events} and {@code notification-events} as one sequence: what sockets are told of each, how
 * far a socket has come with it, and what somebody has missed. Whoever enters at the {@link #enter seam} gets everything from
 * there on and nothing before.
 *
 * <p>A batch of either topic is handed to the sockets under the lock of the seam, so positions never run ahead of the frames.
 * Event loops never take that lock.
 */
@Singleton
public final class Timeline {

    private final boolean enabled;
    private final UserRooms rooms;
    private final AudienceRooms audiences;
    private final RecentRecords recent;
    private final Object seam = new Object();
    private final Track messages = new Track();
    private final Track notifications = new Track();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private volatile LogPosition reached;
    private boolean hasLost;

    @Inject
    Timeline(GatewayConfig config, UserRooms rooms, AudienceRooms audiences, MeterRegistry registry) {
        this(config.recovery(), rooms, audiences);
        Gauge.builder("baraza.gateway.recovery.records", this, Timeline::size).register(registry);
    }

    Timeline(GatewayConfig.Recovery config, UserRooms rooms, AudienceRooms audiences) {
        this.enabled = config.enabled();
        this.rooms = rooms;
        this.audiences = audiences;
        this.recent = new RecentRecords(
                config.maxRecords(),
                config.maxBytes(),
                config.window().plus(config.renewal()).toNanos());
    }

    /** Somebody who waits for a position. */
    private record Waiting(LogPosition position, CompletableFuture<Void> done) {}

    Track messages() {
        return messages;
    }

    Track notifications() {
        return notifications;
    }

    private int size() {
        synchronized (seam) {
            return recent.size();
        }
    }

    /** A topic is read from there on. */
    void begin(Track track, Map<Integer, Long> beginnings) {
        synchronized (seam) {
            track.begin(beginnings);
            publish();
        }
    }

    /**
     * Records of a topic are gone unread. From here on a position would claim that whoever is told it has got them, on gateways
     * that have read them, too: so there is none any more, until this gateway is started again.
     */
    void lost(Track track) {
        synchronized (seam) {
            track.lost();
            hasLost = true;
            reached = null;
        }
    }

    /** Hands over what a batch means for the sockets. */
    void deliver(Runnable batch) {
        synchronized (seam) {
            batch.run();
            publish();
        }
    }

    private void publish() {
        if (enabled && !hasLost && messages.hasBegun() && notifications.hasBegun()) {
            LogPosition now = position();
            reached = now;
            waiting.removeIf(some -> {
                boolean isThere = now.isAtLeast(some.position());
                if (isThere) {
                    some.done().complete(null);
                }
                return isThere;
            });
        }
    }

    private LogPosition position() {
        long[] next = new long[messages.partitions() + notifications.partitions()];
        for (int i = 0; i < next.length; i++) {
            next[i] = i < messages.partitions() ? messages.next(i) : notifications.next(i - messages.partitions());
        }
        return LogPosition.of(next);
    }

    /**
     * Tells those whom a record concerns; within {@link #deliver}, after {@link Track#read}.
     *
     * @param size of the record's texts in bytes, about
     * @param told what is told to whom; asked again for those who miss it
     * @return whether anybody is here
     */
    boolean dispatch(Track track, LogRecord<?> record, long size, Supplier<Dispatch> told, Outbox outbox) {
        Dispatch dispatch = told.get();
        RecordOffsets offsets = new RecordOffsets(track, record.partition());
        boolean[] anybody = {false};
        for (Dispatch.ToPeople some : dispatch.toPeople()) {
            for (String userId : some.userIds()) {
                for (SocketSession session : rooms.of(userId)) {
                    some.notices().send(session, offsets, outbox);
                    anybody[0] = true;
                }
            }
        }
        dispatch.toAudience()
                .ifPresent(some -> audiences.forEach(some.audience(), some.without(), session -> {
                    some.notices().send(session, offsets, outbox);
                    anybody[0] = true;
                }));
        if (enabled) {
            recent.add(track, record.partition(), record.offset(), size, System.nanoTime(), dispatch, told);
        }
        return anybody[0];
    }

    /** The offsets that clients are told with a record; made when the first of them is here. */
    private final class RecordOffsets implements Notices.Offsets {

        private final Track track;
        private final int partition;
        private String whole;
        private String partial;

        RecordOffsets(Track track, int partition) {
            this.track = track;
            this.partition = partition;
        }

        @Override
        public String after(boolean partly) {
            if (reached == null) {
                return null;
            }
            if (partly) {
                partial = partial == null ? encode(true) : partial;
                return partial;
            }
            whole = whole == null ? encode(false) : whole;
            return whole;
        }

        private String encode(boolean partly) {
            LogPosition now = position();
            int index = indexOf(track, partition);
            return now.after(index, now.next(index) - 1, partly).encode();
        }
    }

    int indexOf(Track track, int partition) {
        return track == messages ? partition : messages.partitions() + partition;
    }

    /**
     * Up to where everything has been handed to the sockets; null before reading has begun, after records were lost, and if
     * nothing is recovered.
     */
    public LogPosition reached() {
        return reached;
    }

    /** Reads a position that a client was told; null if it cannot be one of this log. */
    public LogPosition read(String offset) {
        LogPosition now = reached;
        return now == null ? null : LogPosition.decode(offset, now.partitions()).orElse(null);
    }

    /**
     * Waits until this gateway has come as far.
     *
     * @return completes on any thread, with a failure if it takes too long
     */
    public CompletableFuture<Void> whenReached(LogPosition position, Duration patience) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Waiting mine = new Waiting(position, done);
        waiting.add(mine);
        LogPosition now = reached;
        if (now != null && now.isAtLeast(position)) {
            waiting.remove(mine);
            done.complete(null);
            return done;
        }
        return done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((reachedIt, failure) -> waiting.remove(mine));
    }

    /**
     * Lets somebody in between two batches. Blocks for as long as a batch takes.
     *
     * @param from how far they had come
     * @param joined which conversations they have open
     * @param entrance gets what they have missed, and enters their rooms before it returns
     * @throws MissedTooMuchException if what they have missed cannot be told
     */
    public void enter(String userId, LogPosition from, Predicate<String> joined, Limits limits, Entrance entrance)
            throws Exception {
        synchronized (seam) {
            if (hasLost) {
                throw new MissedTooMuchException(MissedTooMuchException.Why.FORGOTTEN);
            }
            entrance.enter(new MissedRecords(this, audiences, userId, joined)
                    .since(from, position(), recent.of(userId), limits));
        }
    }

    /** Lets go of records that nobody can miss any more, also where none comes after them. Blocks for as long as a batch takes. */
    public void forgetOld() {
        synchronized (seam) {
            recent.forgetOld(System.nanoTime());
        }
    }

    /** From which offset on a partition's records are remembered. */
    long remembered(int index) {
        return index < messages.partitions()
                ? messages.remembered(index)
                : notifications.remembered(index - messages.partitions());
    }

    /** Where somebody enters with what they have missed. */
    public interface Entrance {

        /** @throws Exception why they do not; then nothing has changed */
        void enter(Missed missed) throws Exception;
    }

    /**
     * How much may be told again.
     *
     * @param maxFrames events
     * @param maxBytes of them all
     * @param audiencesAreExact whether somebody belongs to the same audiences as they did
     */
    public record Limits(int maxFrames, long maxBytes, boolean audiencesAreExact) {}

    /**
     * What somebody has missed.
     *
     * @param frames what they are to be told, in order
     * @param lastOffset that of the last of these; empty if there is none
     * @param position how far they have come then
     */
    public record Missed(List<OutboundFrame> frames, Optional<String> lastOffset, LogPosition position) {}
}
