package org.baraza.gateway.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sessions and frames. */
@Singleton
class SessionMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger open;
    private final Counter framesIn;
    private final Counter framesOut;
    private final Counter framesDropped;
    private final Counter refused;
    private final Map<HandshakeRefusal, Counter> handshakesRefused = new EnumMap<>(HandshakeRefusal.class);
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

    SessionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.open = registry.gauge("baraza.gateway.sessions.open", new AtomicInteger());
        this.framesIn = registry.counter("baraza.gateway.frames.in");
        this.framesOut = registry.counter("baraza.gateway.frames.out");
        this.framesDropped = registry.counter("baraza.gateway.frames.dropped");
        this.refused = registry.counter("baraza.gateway.connects.refused");
        for (HandshakeRefusal why : HandshakeRefusal.values()) {
            handshakesRefused.put(why, registry.counter("baraza.gateway.handshakes.refused", "reason", why.name()));
        }
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, registry.counter("baraza.gateway.sessions.closed", "reason", reason.name()));
        }
    }

    /** @param count how many connections have no good CONNECT */
    void countUnauthenticated(Supplier<Number> count) {
        Gauge.builder("baraza.gateway.sessions.unauthenticated", count).register(registry);
    }

    /** @return how many are open, this one included */
    int opened() {
        return open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    void frameIn() {
        framesIn.increment();
    }

    void framesOut(int count) {
        framesOut.increment(count);
    }

    /** A frame was not sent to a client that is behind. */
    void frameDropped() {
        framesDropped.increment();
    }

    /** A session was not opened. */
    void refused(HandshakeRefusal why) {
        handshakesRefused.get(why).increment();
    }

    /** Somebody was not let into a namespace. */
    void refused() {
        refused.increment();
    }

    void closed(CloseReason reason) {
        closed.get(reason).increment();
    }
}
