package org.baraza.gateway.session;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.gateway.RawSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The cases of the official suite of Socket.IO protocol 5, under the same names, against the echo application that it expects.
 * Those of Engine.IO which it repeats: {@link EngineIoBelowSocketIoTest}.
 */
class SocketIoProtocolTest {

    private static final byte[] ONE = {1, 2, 3};
    private static final byte[] OTHER = {4, 5, 6};
    private static final String PLACEHOLDERS = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}";

    private EchoServer server = new EchoServer(EchoServer.Settings.unhurried());

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Connect {

        @Test
        void allowsConnectionToTheMainNamespace() {
            assertConnects("40", "40", "42[\"auth\",{}]");
        }

        @Test
        void allowsConnectionToTheMainNamespaceWithAPayload() {
            assertConnects("40{\"token\":\"123\"}", "40", "42[\"auth\",{\"token\":\"123\"}]");
        }

        @Test
        void allowsConnectionToACustomNamespace() {
            assertConnects("40/custom,", "40/custom,", "42/custom,[\"auth\",{}]");
        }

        @Test
        void allowsConnectionToACustomNamespaceWithAPayload() {
            assertConnects("40/custom,{\"token\":\"abc\"}", "40/custom,", "42/custom,[\"auth\",{\"token\":\"abc\"}]");
        }

        @Test
        void disallowsConnectionToAnUnknownNamespace() {
            try (RawSocket socket = open()) {
                socket.send("40/random");

                assertThat(socket.awaitText("44")).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            }
        }

        @Test
        void disallowsConnectionWithAnInvalidHandshake() {
            try (RawSocket socket = open()) {
                socket.send("4abc");

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
            }
        }

        @Test
        void closesTheConnectionIfNoHandshakeIsReceived() {
            restart(new EchoServer.Settings(ofSeconds(20), ofSeconds(20), ofMillis(200)));
            try (RawSocket socket = open()) {
                assertThat(socket.awaitClose()).isEqualTo(CloseReason.CONNECT_TIMEOUT.code());
            }
        }

        @Test
        void givesTheSuitesTimeBetweenTheConsentAndTheEventAfterIt() {
            restart(EchoServer.Settings.ofTheSuites());
            try (RawSocket socket = open()) {
                long begin = System.nanoTime();
                socket.send("40");
                socket.awaitText("42[\"auth\"");

                assertThat(System.nanoTime() - begin)
                        .isGreaterThanOrEqualTo(ofMillis(75).toNanos());
            }
        }

        private void assertConnects(String connect, String consent, String auth) {
            try (RawSocket socket = open()) {
                // When
                socket.send(connect);
                socket.awaitText(auth.substring(0, auth.indexOf('[')));

                // Then: the handshake of Engine.IO, the consent, and the event, in this order
                assertThat(socket.texts()).hasSize(3);
                assertThat(socket.texts().get(1)).startsWith(consent);
                JsonNode data = EchoClient.terms("0" + socket.texts().get(1).substring(consent.length()));
                assertThat(data.fieldNames()).toIterable().containsExactly("sid");
                assertThat(data.path("sid").isTextual()).isTrue();
                assertThat(socket.texts().get(2)).isEqualTo(auth);
            }
        }
    }

    @Nested
    class Disconnect {

        @Test
        void disconnectsFromTheMainNamespace() {
            // Given
            restart(new EchoServer.Settings(ofMillis(300), ofSeconds(20), ofSeconds(20)));
            try (RawSocket socket = connected()) {
                // When
                socket.send("41");
                socket.awaitText("2");

                // Then: the connection stays, and nothing is said
                assertThat(socket.texts()).last().isEqualTo("2");
                assertThat(socket.isOpen()).isTrue();
            }
        }

        @Test
        void connectsThenDisconnectsFromACustomNamespace() {
            // Given
            try (RawSocket socket = connected()) {
                socket.send("40/custom");
                socket.awaitText("42/custom,");

                // When
                socket.send("41/custom");
                socket.send("42[\"message\",\"message to main namespace\"]");

                // Then
                socket.awaitText("42[\"message-back\"");
                assertThat(socket.texts()).last().isEqualTo("42[\"message-back\",\"message to main namespace\"]");
            }
        }
    }

    @Nested
    class Message {

        @Test
        void sendsAPlainTextPacket() {
            try (RawSocket socket = connected()) {
                socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");

                assertThat(socket.awaitText("42[\"message-back\""))
                        .isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
            }
        }

        @Test
        void sendsAPacketWithBinaryAttachments() {
            assertBytes("452-[\"message\"," + PLACEHOLDERS + "]", "452-[\"message-back\"," + PLACEHOLDERS + "]");
        }

        @Test
        void sendsAPlainTextPacketWithAnAck() {
            try (RawSocket socket = connected()) {
                socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");

                assertThat(socket.awaitText("43")).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
            }
        }

        @Test
        void sendsAPacketWithBinaryAttachmentsAndAnAck() {
            assertBytes("452-789[\"message-with-ack\"," + PLACEHOLDERS + "]", "462-789[" + PLACEHOLDERS + "]");
        }

        @Test
        void closesTheConnectionUponInvalidFormatUnknownPacketType() {
            assertCloses("4abc");
        }

        @Test
        void closesTheConnectionUponInvalidFormatInvalidPayloadFormat() {
            assertCloses("42{}");
        }

        @Test
        void closesTheConnectionUponInvalidFormatInvalidAckId() {
            assertCloses("42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
        }

        private void assertBytes(String packet, String answer) {
            try (RawSocket socket = connected()) {
                // When
                socket.send(packet);
                socket.send(ONE);
                socket.send(OTHER);

                // Then
                await().atMost(ofSeconds(20))
                        .untilAsserted(() -> assertThat(socket.binaries())
                                .usingRecursiveComparison()
                                .isEqualTo(List.of(ONE, OTHER)));
                assertThat(socket.texts()).last().isEqualTo(answer);
            }
        }

        private void assertCloses(String packet) {
            try (RawSocket socket = connected()) {
                socket.send(packet);

                assertThat(socket.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
            }
        }
    }

    private void restart(EchoServer.Settings settings) {
        server.close();
        server = new EchoServer(settings);
    }

    private RawSocket open() {
        RawSocket socket = new EchoClient(server, "/socket.io/").socket();
        socket.awaitText("0");
        return socket;
    }

    private RawSocket connected() {
        RawSocket socket = open();
        socket.send("40");
        socket.awaitText("42[\"auth\"");
        return socket;
    }
}
