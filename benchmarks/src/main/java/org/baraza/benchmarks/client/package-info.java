/**
 * A Socket.IO client made for load: many sockets on one event loop, little memory for each, frames looked at as bytes. It
 * speaks to both contenders, WebSocket only.
 */
package org.baraza.benchmarks.client;
