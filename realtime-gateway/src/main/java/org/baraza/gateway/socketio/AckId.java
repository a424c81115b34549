package org.baraza.gateway.socketio;

import java.util.OptionalLong;

/**
 * The number by which an acknowledgement finds its event. Clients count in JavaScript, hence up to 2^53 - 1.
 */
final class AckId {

    static final long MAX = (1L << 53) - 1;

    private AckId() {}

    static void require(long id) {
        if (id < 0 || id > MAX) {
            throw new IllegalArgumentException("an acknowledgement id is from 0 to 2^53 - 1: " + id);
        }
    }

    static void require(OptionalLong id) {
        if (id.isPresent()) {
            require(id.getAsLong());
        }
    }
}
