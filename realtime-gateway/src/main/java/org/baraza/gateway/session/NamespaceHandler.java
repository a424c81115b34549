package org.baraza.gateway.session;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.socketio.SocketIoPacket;

/**
 * What stands behind a namespace: says who may join it, and gets what they send. Called on the event loops of the clients'
 * connections and must not block.
 */
interface NamespaceHandler {

    /**
     * A client wants to join. What is written to the socket before this returns reaches the client before the consent does.
     *
     * @param auth what the client sent along
     * @return gets what happens on the socket from now on
     * @throws ConnectRefusedException if it may not; the client is told why
     * @throws NoPlaceException if it may, at another time or elsewhere; its transport is closed
     */
    Member join(NamespaceSocket socket, Optional<ObjectNode> auth) throws ConnectRefusedException, NoPlaceException;

    /** A client that has joined. */
    interface Member {

        /** The client's consent has been written: from now on it can be sent events. */
        default void onConnected() {}

        /** The client sent an event, with all of its attachments. */
        void onEvent(SocketIoPacket.Event event);

        /** Called regularly, about every second. */
        default void onTick() {}

        /** The client left the namespace, or is gone. Called once. */
        default void onEnd() {}
    }
}
