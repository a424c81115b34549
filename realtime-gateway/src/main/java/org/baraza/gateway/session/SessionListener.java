package org.baraza.gateway.session;

import java.util.Optional;

/** Hears of sessions that come and go, on their event loops; must not block. */
interface SessionListener {

    /** A client has authenticated. */
    void connected(SocketSession session, Identity identity);

    /** A session is over; {@code identity} is there if its client had authenticated. */
    void ended(SocketSession session, Optional<Identity> identity);
}
