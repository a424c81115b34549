package org.baraza.gateway.session;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Lets clients go on where a short break has stopped them (Socket.IO's connection state recovery). Called on event loops; must
 * not block.
 */
public interface StateRecovery {

    /**
     * A new socket of somebody, before it enters its rooms.
     *
     * @return how it can come back; empty where nothing is recovered
     */
    Optional<RecoveryState> begin(SocketSession session, Identity identity);

    /**
     * A client that has been here before wants to go on.
     *
     * @param pid what it was told when it was here
     * @param offset the last that it was told; empty if it has none
     * @param entrance brings the socket into its rooms
     * @return completes on any thread: with whether the client goes on, or with {@link NoPlaceException} if there is no
     *     place for it. If it does not go on, nothing has happened
     */
    CompletionStage<Boolean> resume(
            SocketSession session, Identity identity, String pid, String offset, Entrance entrance);

    /** A socket has opened or closed a conversation. */
    void changed(SocketSession session);

    /**
     * A socket is about to leave its rooms.
     *
     * @param mayReturn whether its client may go on later
     */
    void ended(SocketSession session, Identity identity, boolean mayReturn);

    /** Into the rooms. */
    interface Entrance {

        /** @throws NoPlaceException if there is no place */
        void enter() throws NoPlaceException;
    }
}
