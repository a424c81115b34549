package org.baraza.gateway.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.engineio.PayloadWriter;

/**
 * HTTP long-polling: packets wait for the client's next GET, which is answered with all of them, and a GET that finds none
 * waits for the first (Engine.IO protocol v4, "HTTP long-polling").
 */
final class PollingTransport implements SessionTransport {

    /** A poll's answer ends with the packet that passes this; the next poll gets the others. */
    private static final int ANSWER_CHARS = 256 * 1024;

    private final Deque<OutboundFrame> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private PollingExchange poll;

    /** Whether a poll waits for packets. */
    boolean isPolled() {
        return poll != null;
    }

    /** Answers a poll, now or when there is something to tell; there must not be another. */
    void poll(PollingExchange exchange) {
        poll = exchange;
        flush();
    }

    /** Lets a poll go that still waits: the client is about to move to another transport and ends its polling before. */
    void release() {
        answer(EngineIoPacket.Text.NOOP);
    }

    /** The same, if it is this poll that waits. */
    void release(PollingExchange exchange) {
        if (poll == exchange) {
            release();
        }
    }

    /** The client has moved: a poll that still waits ends, and the packets go to {@code successor}, in their order. */
    void moveTo(Consumer<OutboundFrame> successor) {
        answer(EngineIoPacket.Text.NOOP);
        waiting.forEach(successor);
        waiting.clear();
        waitingBytes = 0;
    }

    @Override
    public void write(OutboundFrame frame) {
        waiting.addAll(frame.parts());
        waitingBytes += frame.length();
    }

    @Override
    public void flush() {
        if (poll == null || waiting.isEmpty()) {
            return;
        }
        PayloadWriter payload = new PayloadWriter();
        while (!waiting.isEmpty() && payload.length() < ANSWER_CHARS) {
            OutboundFrame frame = waiting.remove();
            waitingBytes -= frame.length();
            payload.addEncoded(frame.text());
        }
        answer(payload);
    }

    @Override
    public long waitingBytes() {
        return waitingBytes;
    }

    /** A client that polls is told to close, or let go if it asked for it; one that does not finds its session unknown. */
    @Override
    public void close(CloseReason reason) {
        answer(reason == CloseReason.CLIENT_DISCONNECTED ? EngineIoPacket.Text.NOOP : EngineIoPacket.Text.CLOSE);
    }

    private void answer(EngineIoPacket packet) {
        answer(new PayloadWriter().add(packet));
    }

    private void answer(PayloadWriter payload) {
        if (poll != null) {
            PollingExchange answered = poll;
            poll = null;
            answered.answer(payload.text());
        }
    }
}
