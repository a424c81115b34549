package org.baraza.gateway.session;

/** Where a session is in its life: opened, then connected, then closed, or closed at once. */
sealed interface SessionState {

    /** The transport is open; nobody has said who they are yet. */
    record Opened() implements SessionState {
        Connected toConnected(Identity identity, String socketId) {
            return new Connected(identity, socketId);
        }
    }

    /**
     * The client has connected to the main namespace.
     *
     * @param identity who they are
     * @param socketId the Socket.IO id of the connection
     */
    record Connected(Identity identity, String socketId) implements SessionState {}

    /** The transport is closed, or about to be. */
    record Closed() implements SessionState {}
}
