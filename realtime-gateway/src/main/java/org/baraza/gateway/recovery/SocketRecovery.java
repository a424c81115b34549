package org.baraza.gateway.recovery;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.delivery.LogPosition;
import org.baraza.gateway.delivery.MissedTooMuchException;
import org.baraza.gateway.delivery.Timeline;
import org.baraza.gateway.engineio.SessionIdGenerator;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.Identity;
import org.baraza.gateway.session.RecoveryState;
import org.baraza.gateway.session.SocketSession;
import org.baraza.gateway.session.StateRecovery;
import org.jboss.logging.Logger;

/**
 * Takes back clients after a short break: from the offset that they name, what is known of their socket in Redis, and the
 * records that this gateway remembers. Whatever is not exactly as if there had been no break is refused, and the client
 * begins anew and syncs.
 */
@Singleton
class SocketRecovery implements StateRecovery {

    private static final Logger LOGGER = Logger.getLogger(SocketRecovery.class);
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** The sockets are written down in so many parts of a renewal. */
    private static final int STEPS = 60;

    private final GatewayConfig.Recovery config;
    private final long maxBytes;
    private final Timeline timeline;
    private final RecoveryStore store;
    private final UserRooms rooms;
    private final Vertx vertx;
    private final PeopleChanges changes;
    private final SessionIdGenerator pids = new SessionIdGenerator(new SecureRandom());
    private final Counter recovered;
    private final Counter events;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private int step;

    SocketRecovery(
            GatewayConfig config,
            Timeline timeline,
            RecoveryStore store,
            UserRooms rooms,
            Vertx vertx,
            MeterRegistry registry) {
        this.config = config.recovery();
        this.maxBytes = config.sockets().maxOutboundBytes() / 2;
        this.timeline = timeline;
        this.store = store;
        this.rooms = rooms;
        this.vertx = vertx;
        this.changes = new PeopleChanges(keptWhileOpen(), System::nanoTime);
        this.recovered = registry.counter("baraza.gateway.recovery.recovered");
        this.events = registry.counter("baraza.gateway.recovery.events");
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, registry.counter("baraza.gateway.recovery.refused", "reason", reason.name()));
        }
    }

    void start(@Observes StartupEvent event, UserDirectory directory) {
        if (config.enabled()) {
            directory.onChange(change -> {
                if (directory.isLive()) {
                    changes.on(change);
                }
            });
            vertx.setPeriodic(Math.max(1, config.renewal().dividedBy(STEPS).toMillis()), timer -> renewSome());
            vertx.setPeriodic(config.renewal().toMillis(), timer -> forgetOld());
        }
    }

    /** Where nobody writes any more no further record would do it. */
    private void forgetOld() {
        vertx.executeBlocking(
                () -> {
                    timeline.forgetOld();
                    return null;
                },
                false);
    }

    private Duration keptWhileOpen() {
        return config.window().plus(config.renewal());
    }

    @Override
    public Optional<RecoveryState> begin(SocketSession session, Identity identity) {
        LogPosition reached = timeline.reached();
        if (reached == null) {
            return Optional.empty();
        }
        String start = reached.encode();
        RecoveryState state = new RecoveryState(pids.next(), start, start);
        save(session, identity, state, start, keptWhileOpen());
        return Optional.of(state);
    }

    @Override
    public CompletionStage<Boolean> resume(
            SocketSession session, Identity identity, String pid, String offset, Entrance entrance) {
        if (timeline.reached() == null) {
            return CompletableFuture.completedFuture(false);
        }
        String userId = identity.caller().userId();
        if (!PID.matcher(pid).matches()) {
            return refuse(Refusal.UNKNOWN);
        }
        if (!offset.isEmpty() && timeline.read(offset) == null) {
            return refuse(Refusal.OFFSET_INVALID);
        }
        if (changes.hasOtherAccess(userId)) {
            return refuse(Refusal.ACCESS_CHANGED);
        }
        return store.take(userId, pid, session.id(), keptWhileOpen())
                .ifNoItem()
                .after(config.patience())
                .fail()
                .subscribeAsCompletionStage()
                .handle((saved, failure) -> {
                    if (failure != null) {
                        LOGGER.debugf("a socket's state cannot be had, cause: %s", failure);
                        return refuse(Refusal.STORE_AWAY);
                    }
                    return saved.isEmpty()
                            ? refuse(Refusal.UNKNOWN)
                            : resume(new Return(session, identity, pid, offset, entrance), saved.get())
                                    .whenComplete((resumed, failed) -> {
                                        if (failed != null || !resumed) {
                                            store.forget(userId, pid, session.id());
                                        }
                                    });
                })
                .thenCompose(stage -> stage);
    }

    /** Somebody who is back. */
    private record Return(SocketSession session, Identity identity, String pid, String offset, Entrance entrance) {}

    private CompletionStage<Boolean> resume(Return back, SavedState saved) {
        Optional<LogPosition> position = saved.positionOf(back.offset(), timeline);
        if (position.isEmpty()) {
            return refuse(Refusal.OFFSET_INVALID);
        }
        return timeline.whenReached(position.get(), config.patience())
                .handle((reached, failure) ->
                        failure == null ? blocking(() -> enter(back, saved, position.get())) : refuse(Refusal.BEHIND))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Boolean> blocking(Callable<Boolean> action) {
        return vertx.executeBlocking(action, false).toCompletionStage();
    }

    /** On a thread that may block. */
    private boolean enter(Return back, SavedState saved, LogPosition position) throws Exception {
        String userId = back.identity().caller().userId();
        Set<String> joined = new HashSet<>(saved.joined());
        Timeline.Limits limits = new Timeline.Limits(config.maxEvents(), maxBytes, !changes.hasOtherAudiences(userId));
        try {
            timeline.enter(userId, position, joined::contains, limits, missed -> {
                resume(back, saved, missed);
                back.entrance().enter();
            });
        } catch (MissedTooMuchException e) {
            refuse(Refusal.of(e.why()));
            return false;
        }
        recovered.increment();
        return true;
    }

    private void resume(Return back, SavedState saved, Timeline.Missed missed) {
        events.increment(missed.frames().size());
        String start = saved.start();
        String got = back.offset().isEmpty() ? start : back.offset();
        // until it has got what it is sent now, its client has not come further than it says
        RecoveryState state =
                new RecoveryState(back.pid(), start, missed.lastOffset().orElse(got));
        back.session().resumed(state, saved.joined(), missed.frames());
        save(back.session(), back.identity(), state, missed.position().encode(), keptWhileOpen());
    }

    private CompletionStage<Boolean> refuse(Refusal reason) {
        refused.get(reason).increment();
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public void changed(SocketSession session) {
        session.identity().ifPresent(identity -> {
            BooleanSupplier isOpen = () -> session.identity().isPresent();
            saveLater(session, identity, keptWhileOpen(), isOpen);
        });
    }

    @Override
    public void ended(SocketSession session, Identity identity, boolean mayReturn) {
        if (mayReturn) {
            saveLater(session, identity, config.window(), () -> true);
        } else {
            session.recoveryState().ifPresent(state -> forget(session, identity, state));
        }
    }

    private void forget(SocketSession session, Identity identity, RecoveryState state) {
        store.forget(identity.caller().userId(), state.pid(), session.id());
    }

    private void renewSome() {
        int now = step;
        step = (step + 1) % STEPS;
        for (List<SocketSession> sessions : rooms.all()) {
            for (SocketSession session : sessions) {
                if (Math.floorMod(session.id().hashCode(), STEPS) == now) {
                    changed(session);
                }
            }
        }
    }

    /**
     * Everything up to where the timeline is now is on its way to the socket, so it is offered once that has arrived. Where the
     * timeline has no position any more nobody comes back.
     *
     * @param stillTrue asked when it is written: a socket that has ended meanwhile may have been forgotten
     */
    private void saveLater(SocketSession session, Identity identity, Duration kept, BooleanSupplier stillTrue) {
        LogPosition now = timeline.reached();
        session.recoveryState().ifPresent(state -> {
            if (now == null) {
                forget(session, identity, state);
                return;
            }
            String reached = now.encode();
            session.afterFrames(() -> {
                if (stillTrue.getAsBoolean()) {
                    save(session, identity, state, reached, kept);
                }
            });
        });
    }

    private void save(SocketSession session, Identity identity, RecoveryState state, String reached, Duration kept) {
        store.save(
                identity.caller().userId(),
                state.pid(),
                session.id(),
                new SavedState(state.start(), state.offered(), reached, session.joined()),
                kept);
    }
}
