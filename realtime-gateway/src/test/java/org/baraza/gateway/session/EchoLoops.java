package org.baraza.gateway.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.EventLoop;

/** The loops of an echo server. */
final class EchoLoops {

    private final Map<EventLoop, SessionLoop> loops = new ConcurrentHashMap<>();
    private final Duration tickLength;

    EchoLoops(Duration tickLength) {
        this.tickLength = tickLength;
    }

    SessionLoop of(EventLoop eventLoop) {
        return loops.computeIfAbsent(eventLoop, one -> new SessionLoop(one, tickLength));
    }
}
