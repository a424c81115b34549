package org.baraza.gateway.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.socketio.SocketIoPacket;

/**
 * The application that the official suite of Socket.IO protocol 5 expects: it emits {@code auth} with what the client sent
 * along, answers {@code message} with {@code message-back}, and acknowledges {@code message-with-ack}, each with the same
 * arguments.
 */
final class EchoNamespace implements NamespaceHandler {

    private final Duration pause;

    EchoNamespace() {
        this(Duration.ZERO);
    }

    /** @param pause between a client's consent and the {@code auth} after it */
    EchoNamespace(Duration pause) {
        this.pause = pause;
    }

    @Override
    public Member join(NamespaceSocket socket, Optional<ObjectNode> auth) {
        return new Member() {

            @Override
            public void onConnected() {
                if (pause.isZero()) {
                    emitAuth();
                } else {
                    socket.connection().loop().runAfter(pause, this::emitAuth);
                }
            }

            private void emitAuth() {
                socket.emit("auth", List.of(auth.orElseGet(JsonNodeFactory.instance::objectNode)));
            }

            @Override
            public void onEvent(SocketIoPacket.Event event) {
                if (event.name().equals("message")) {
                    socket.emit("message-back", event.args());
                } else if (event.name().equals("message-with-ack")) {
                    event.ackId().ifPresent(id -> socket.answer(id, event.args()));
                }
            }
        };
    }
}
