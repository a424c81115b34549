/**
 * Connection state recovery: clients that come back after a short break, to whichever gateway, are sent what they have missed.
 * {@link org.baraza.gateway.recovery.SocketRecovery} decides; the log's recent records are in
 * {@link org.baraza.gateway.delivery.Timeline}, what is known of sockets in {@link org.baraza.gateway.recovery.RecoveryStore}.
 */
package org.baraza.gateway.recovery;
