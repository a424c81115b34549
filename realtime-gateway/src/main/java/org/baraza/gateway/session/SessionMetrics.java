package org.baraza.gateway.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sessions and frames. */
@Singleton
class SessionMetrics {

    private final AtomicInteger open;
    private final Counter framesIn;
    private final Counter framesOut;
    private final Counter refused;
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

    SessionMetrics(MeterRegistry registry) {
        this.open = registry.gauge("baraza.gateway.sessions.open", new AtomicInteger());
        this.framesIn = registry.counter("baraza.gateway.frames.in");
        this.framesOut = registry.counter("baraza.gateway.frames.out");
        this.refused = registry.counter("baraza.gateway.connects.refused");
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, registry.counter("baraza.gateway.sessions.closed", "reason", reason.name()));
        }
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

    void frameOut() {
        framesOut.increment();
    }

    void refused() {
        refused.increment();
    }

    void closed(CloseReason reason) {
        closed.get(reason).increment();
    }
}
