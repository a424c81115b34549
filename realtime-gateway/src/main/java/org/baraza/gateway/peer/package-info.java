/**
 * The gateways among themselves. A polling client's requests may reach any of them, through a balancer that knows nothing of
 * sessions: the session's id names the gateway that owns it ({@link org.baraza.gateway.peer.OwnedId}), its address is in
 * Redis ({@code PeerDirectory}), and {@link org.baraza.gateway.peer.HandOver} brings the request there.
 */
package org.baraza.gateway.peer;
