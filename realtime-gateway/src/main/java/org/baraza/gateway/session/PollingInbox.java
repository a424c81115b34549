package org.baraza.gateway.session;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.PayloadDecoder;
import org.baraza.gateway.engineio.ProtocolException;
import org.baraza.gateway.limit.TokenBucket;
import org.baraza.gateway.limit.TooManyFramesException;

/** The bodies that a polling client posts: one at a time, not too long, and not too many packets. */
final class PollingInbox {

    private final AtomicBoolean taken = new AtomicBoolean();
    private final PayloadDecoder decoder;
    private final TokenBucket packets;
    private final SessionMetrics metrics;
    private final IntSupplier maxBytes;

    /** @param maxBytes how long a body may be at the moment; asked by any thread */
    PollingInbox(EngineContext context, IntSupplier maxBytes) {
        this.decoder = context.payloads();
        this.packets = context.frameRate().bucket();
        this.metrics = context.metrics();
        this.maxBytes = maxBytes;
    }

    /**
     * A body begins. From any thread.
     *
     * @return whether it is to be read
     */
    boolean begin() {
        return taken.compareAndSet(false, true);
    }

    /** The body has come, or will not come. From any thread. */
    void end() {
        taken.set(false);
    }

    /** How long a body may be, in bytes. From any thread. */
    int maxBytes() {
        return maxBytes.getAsInt();
    }

    /**
     * What a body holds. On the session's loop.
     *
     * @throws ProtocolException if it is not what the protocol allows
     * @throws TooManyFramesException if it is more than the client may send
     */
    List<EngineIoPacket> read(String body) {
        List<EngineIoPacket> read = decoder.decode(body);
        long now = System.nanoTime();
        for (int i = 0; i < read.size(); i++) {
            metrics.frameIn();
            if (!packets.take(now)) {
                throw new TooManyFramesException();
            }
        }
        return read;
    }
}
