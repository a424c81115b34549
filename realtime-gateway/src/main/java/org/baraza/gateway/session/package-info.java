/**
 * Clients that are connected to this gateway.
 *
 * <p>{@link org.baraza.gateway.session.SocketRoute} turns requests into {@link org.baraza.gateway.session.SocketSession}s,
 * which speak the protocol of {@code engineio} and {@code socketio} and hand events to the
 * {@link org.baraza.gateway.session.SocketEventHandler} of their name. A session lives on the event loop of its connection,
 * as do the {@link org.baraza.gateway.session.SessionLoop} that pings it and the writes to it: state without locks.
 */
package org.baraza.gateway.session;
