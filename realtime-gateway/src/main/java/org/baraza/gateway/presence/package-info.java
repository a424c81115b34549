/**
 * Who is online, right on every gateway.
 *
 * <p>Each connection holds a lease in Redis ({@link org.baraza.gateway.presence.PresenceStore}), renewed by its gateway and
 * gone with it. {@link org.baraza.gateway.presence.PresenceKeeper} opens, renews and sweeps leases and says on
 * {@code presence-events} who came and went. {@link org.baraza.gateway.presence.PresenceBoard} follows that topic, tells the
 * clients, and compares itself with Redis now and then, so that whatever was missed heals by itself.
 */
package org.baraza.gateway.presence;
