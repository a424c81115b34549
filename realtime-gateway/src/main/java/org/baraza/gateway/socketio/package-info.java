/**
 * Socket.IO protocol, revision 5, in its default text format and without any network. One layer above
 * {@link org.baraza.gateway.engineio}: a Socket.IO packet is the data of an Engine.IO message.
 *
 * <p>Inbound, the {@link org.baraza.gateway.socketio.SocketIoDecoder} turns the text of a message into a
 * {@link org.baraza.gateway.socketio.SocketIoPacket}, within the {@link org.baraza.gateway.socketio.SocketIoLimits}. A
 * packet that announces binary attachments is only the head of one: each connection owns an
 * {@link org.baraza.gateway.socketio.AttachmentAssembler}, which waits for the bytes and gives back an ordinary event
 * or acknowledgement with the bytes in place.
 *
 * <p>Outbound, the {@link org.baraza.gateway.socketio.SocketIoEncoder} writes packets, or composes one around arguments
 * that are JSON already, as most of what the gateway delivers is forwarded and never parsed.
 *
 * <p>Whatever a client sends is either a packet or a {@link org.baraza.gateway.engineio.ProtocolException} with a
 * {@link org.baraza.gateway.socketio.SocketIoViolation}; what our own code gets wrong is an
 * {@link java.lang.IllegalArgumentException}. Nothing here blocks or knows Quarkus, and everything but the assembler is
 * safe on any thread.
 */
package org.baraza.gateway.socketio;
