/**
 * Engine.IO protocol, revision 4, without any network: text in, packets out, and back.
 *
 * <p>An HTTP request is read into a {@link org.baraza.gateway.engineio.HandshakeRequest}, which either opens a session,
 * continues one, or is refused with a {@link org.baraza.gateway.engineio.HandshakeError}. A session that opens gets an
 * id from the {@link org.baraza.gateway.engineio.SessionIdGenerator} and its terms as a
 * {@link org.baraza.gateway.engineio.Handshake}, the first packet the client receives.
 *
 * <p>After that both sides exchange {@link org.baraza.gateway.engineio.EngineIoPacket}s: one per WebSocket frame, or
 * several per HTTP body, which the {@link org.baraza.gateway.engineio.PayloadDecoder} takes apart and the
 * {@link org.baraza.gateway.engineio.PayloadWriter} puts together.
 *
 * <p>A client that breaks the protocol is answered with one exception only,
 * {@link org.baraza.gateway.engineio.ProtocolException}, here and in the Socket.IO package above. Its
 * {@link org.baraza.gateway.engineio.ProtocolViolation} has a stable code, fit for a metric's tag or a log line, and
 * never carries anything the client wrote.
 *
 * <p>Nothing here blocks or knows Quarkus. Everything is immutable and safe on any thread, save {@code PayloadWriter},
 * which belongs to the one who writes.
 */
package org.baraza.gateway.engineio;
