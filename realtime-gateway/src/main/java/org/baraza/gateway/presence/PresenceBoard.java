package org.baraza.gateway.presence;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.baraza.contracts.Topics;
import org.baraza.contracts.presence.PresenceChanged;
import org.baraza.contracts.presence.PresenceEvent;
import org.baraza.eventlog.LogRecord;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.delivery.Follower;
import org.baraza.gateway.delivery.LiveTail;
import org.baraza.gateway.session.Outbox;
import org.jboss.logging.Logger;

/**
 * Who is online as this gateway's clients were told. Follows {@code presence-events} and is compared with Redis regularly;
 * every difference is told to those whom it concerns, so that what they know is right within one interval whatever was lost.
 */
@Singleton
public class PresenceBoard implements Follower {

    private static final Logger LOGGER = Logger.getLogger(PresenceBoard.class);

    private final PresenceStore store;
    private final PresenceNews news;
    private final Vertx vertx;
    private final long reconciliationMillis;
    private final LiveTail<PresenceEvent> tail;
    private long timer;
    /** Changed under the lock; read without it by event loops, which must not wait. */
    private final Set<String> online = ConcurrentHashMap.newKeySet();
    /** Who changed since the comparison under way was begun: what it read of them may be older than that. */
    private final Set<String> changedMeanwhile = new HashSet<>();
    /**
     * Who was missing in the last comparison. Only who is missing in the next one too is told offline: a Redis that has just
     * come back empty has everybody again after one renewal.
     */
    private final Set<String> missed = new HashSet<>();

    PresenceBoard(GatewayConfig config, PresenceStore store, PresenceNews news, Vertx vertx, MeterRegistry registry) {
        this.store = store;
        this.news = news;
        this.vertx = vertx;
        this.reconciliationMillis = config.presence().reconciliation().toMillis();
        this.tail = new LiveTail<>(config, Topics.PRESENCE_EVENTS, PresenceEvent.class, this::follow, registry);
        Gauge.builder(
                        "baraza.gateway.users.online",
                        this,
                        board -> board.online().size())
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start().thenRun(this::reconcile);
        timer = vertx.setPeriodic(reconciliationMillis, id -> reconcile());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        tail.close();
    }

    @Override
    public LiveTail<?> tail() {
        return tail;
    }

    /** Everybody who is online: a view that goes on changing. */
    public Set<String> online() {
        return Collections.unmodifiableSet(online);
    }

    private synchronized void follow(LogRecord<PresenceEvent> record, Outbox outbox) {
        if (record.event() instanceof PresenceChanged change) {
            changedMeanwhile.add(change.userId());
            set(change.userId(), change.isOnline(), outbox);
        }
    }

    private void reconcile() {
        synchronized (this) {
            changedMeanwhile.clear();
        }
        store.online()
                .subscribe()
                .with(this::compare, failure -> LOGGER.debugf("presence not compared, cause: %s", failure));
    }

    private void compare(Set<String> found) {
        Outbox outbox = new Outbox();
        synchronized (this) {
            Set<String> came = new HashSet<>(found);
            came.removeAll(online);
            came.removeAll(changedMeanwhile);
            Set<String> missing = new HashSet<>(online);
            missing.removeAll(found);
            missing.removeAll(changedMeanwhile);
            came.forEach(userId -> set(userId, true, outbox));
            missing.stream().filter(missed::contains).forEach(userId -> set(userId, false, outbox));
            missed.clear();
            missed.addAll(missing);
        }
        outbox.send();
    }

    private void set(String userId, boolean isOnline, Outbox outbox) {
        boolean changed = isOnline ? online.add(userId) : online.remove(userId);
        if (changed) {
            news.tell(userId, isOnline, outbox);
        }
    }
}
