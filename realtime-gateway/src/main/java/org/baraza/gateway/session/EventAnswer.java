package org.baraza.gateway.session;

import java.util.concurrent.atomic.AtomicBoolean;

import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoPacket;

/** The answer that a client waits for; given once, whatever is answered after that. */
final class EventAnswer implements SocketEventHandler.Ack {

    private final SocketSession session;
    private final long ackId;
    private final AtomicBoolean given = new AtomicBoolean();

    EventAnswer(SocketSession session, long ackId) {
        this.session = session;
        this.ackId = ackId;
    }

    @Override
    public void answer(String json) {
        if (given.compareAndSet(false, true)) {
            session.answered();
            String packet = SocketIoEncoder.ack(SocketIoPacket.MAIN_NAMESPACE, ackId, json);
            session.send(OutboundFrame.of(EngineIoPacket.Text.message(packet).encode()));
        }
    }
}
