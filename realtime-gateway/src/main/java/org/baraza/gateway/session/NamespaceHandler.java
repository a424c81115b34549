package org.baraza.gateway.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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

    /**
     * As {@link #join}, for a handler that cannot say at once.
     *
     * @return completes on any thread; with what {@link #join} throws if the client does not join
     */
    default CompletionStage<Member> enter(NamespaceSocket socket, Optional<ObjectNode> auth) {
        try {
            return CompletableFuture.completedFuture(join(socket, auth));
        } catch (ConnectRefusedException | NoPlaceException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A client that has joined. */
    interface Member {

        /** What the client is told to come back with after a break; empty if it cannot. Asked before the consent. */
        default Optional<String> pid() {
            return Optional.empty();
        }

        /** The client's consent has been written: from now on it can be sent events. */
        default void onConnected() {}

        /** The client sent an event, with all of its attachments. */
        void onEvent(SocketIoPacket.Event event);

        /** Called regularly, about every second. */
        default void onTick() {}

        /** The client is about to leave the namespace on purpose. */
        default void onLeave() {}

        /** The client left the namespace, or is gone. Called once. */
        default void onEnd() {}
    }
}
