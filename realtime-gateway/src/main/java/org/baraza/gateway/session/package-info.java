/**
 * Clients that are connected to this gateway.
 *
 * <p>{@link org.baraza.gateway.session.SocketRoute} turns requests into connections, which speak the protocols of
 * {@code engineio} and {@code socketio}: an {@link org.baraza.gateway.session.EngineSession} with a
 * {@link org.baraza.gateway.session.SocketConnection} above it, which has a
 * {@link org.baraza.gateway.session.NamespaceSocket} for each namespace that its client has joined. None of these knows the
 * product. Its namespace is {@link org.baraza.gateway.session.MainNamespace}: it makes a person's
 * {@link org.baraza.gateway.session.SocketSession} and hands events to the
 * {@link org.baraza.gateway.session.SocketEventHandler} of their name. Everything of a connection lives on the event loop
 * that opened it, as do the {@link org.baraza.gateway.session.SessionLoop} that pings it and the writes to it: state without
 * locks.
 */
package org.baraza.gateway.session;
