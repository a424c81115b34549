package org.baraza.gateway.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** Namespaces beyond the cases of the official suite. */
class NamespaceSocketTest {

    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    private final BlockingQueue<NamespaceSocket> joined = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    private final EchoServer server = new EchoServer(new EchoServer.Settings(
            ofMillis(500),
            ofSeconds(20),
            ofMillis(500),
            Map.of("/", new Recorder(), "/other", new Recorder(), "/closed", new Doorkeeper())));
    private final EchoClient client = new EchoClient(server, "/socket.io/");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hasSeveralNamespacesOverOneConnection() throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            NamespaceSocket main = connect(socket, "40");
            NamespaceSocket other = connect(socket, "40/other,");

            // When
            other.emit("hello", List.of(TextNode.valueOf("other")));
            main.emit("hello", List.of(TextNode.valueOf("main")));

            // Then
            assertThat(socket.awaitText("42/other,")).isEqualTo("42/other,[\"hello\",\"other\"]");
            assertThat(socket.awaitText("42[")).isEqualTo("42[\"hello\",\"main\"]");
            assertThat(main.id()).isNotEqualTo(other.id());
            assertThat(main.connection()).isSameAs(other.connection());
        }
    }

    @Test
    void endsAllOfThemWithTheConnection() throws Exception {
        // Given
        RawSocket socket = client.socket();
        connect(socket, "40");
        connect(socket, "40/other,");

        // When
        socket.close();

        // Then
        assertThat(List.of(next(left), next(left))).containsExactlyInAnyOrder("/", "/other");
    }

    @Test
    void makesAClientLeaveOneNamespaceOnly() throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            NamespaceSocket main = connect(socket, "40");
            NamespaceSocket other = connect(socket, "40/other,");

            // When
            other.disconnect();
            other.emit("late", List.of());
            main.emit("hello", List.of());

            // Then
            socket.awaitText("42[\"hello\"]");
            assertThat(socket.texts()).contains("41/other,").noneMatch(text -> text.startsWith("42/other,"));
            assertThat(next(left)).isEqualTo("/other");
            assertThat(other.isConnected()).isFalse();
            assertThat(main.isConnected()).isTrue();
        }
    }

    @Test
    void letsAClientJoinAgainUnderAnotherId() throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            NamespaceSocket first = connect(socket, "40");
            socket.send("41");
            assertThat(next(left)).isEqualTo("/");

            // When
            NamespaceSocket second = connect(socket, "40");

            // Then
            assertThat(second.id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void closesAConnectionThatIsInNoNamespaceAnyMore() throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            connect(socket, "40");

            // When
            socket.send("41");

            // Then
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.CONNECT_TIMEOUT.code());
        }
    }

    @Test
    void tellsAClientWhyItMayNotJoin() {
        try (RawSocket socket = client.socket()) {
            socket.send("40/closed,");

            assertThat(socket.awaitText("44"))
                    .isEqualTo("44/closed,{\"message\":\"no\",\"data\":{\"code\":\"CLOSED\",\"statusCode\":403}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40",
                "41/other",
                "42/other,[\"hello\"]",
                "42/nowhere,[\"hello\"]",
                "43/other,1[]",
                "44{\"message\":\"no\"}",
                "451-/other,[\"hello\",{\"_placeholder\":true,\"num\":0}]"
            })
    void closesAConnectionThatSendsWhatIsForbidden(String packet) throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            connect(socket, "40");

            // When
            socket.send(packet);

            // Then
            assertThat(socket.awaitClose()).isEqualTo(CloseReason.PROTOCOL_ERROR.code());
            assertThat(next(left)).isEqualTo("/");
        }
    }

    @Test
    void getsTheAnswerToAnEventOfItsOwn() throws Exception {
        try (RawSocket socket = client.socket()) {
            // Given
            NamespaceSocket main = connect(socket, "40");
            BlockingQueue<Optional<List<JsonNode>>> answers = new LinkedBlockingQueue<>();

            // When
            main.emit("question", List.of(IntNode.valueOf(6)), ofSeconds(20), answers::add);
            String question = socket.awaitText("42");
            socket.send("430[7,\"why\"]");
            socket.send("430[8]");
            main.emit("question", List.of(), ofMillis(1), answers::add);

            // Then: a second answer to the same question is passed over
            assertThat(question).isEqualTo("420[\"question\",6]");
            assertThat(next(answers).orElseThrow()).extracting(JsonNode::asText).containsExactly("7", "why");
            assertThat(next(answers)).isEmpty();
        }
    }

    @Test
    void takesAQuestionForUnansweredOnceTheClientIsGone() throws Exception {
        // Given
        RawSocket socket = client.socket();
        NamespaceSocket main = connect(socket, "40");
        BlockingQueue<Optional<List<JsonNode>>> answers = new LinkedBlockingQueue<>();
        main.emit("question", List.of(), ofSeconds(20), answers::add);
        socket.awaitText("420");

        // When
        socket.close();

        // Then
        assertThat(next(answers)).isEmpty();
        main.emit("question", List.of(), ofSeconds(20), answers::add);
        assertThat(next(answers)).isEmpty();
    }

    @Test
    void sendsBytesAndGetsBytesAsTheAnswerByLongPolling() throws Exception {
        // Given
        String session = EchoClient.POLLING + "&sid=" + client.open();
        client.request("POST", session, "40").join();
        client.get(session).join();
        NamespaceSocket main = next(joined);
        BlockingQueue<Optional<List<JsonNode>>> answers = new LinkedBlockingQueue<>();

        // When
        main.emit("question", List.of(BinaryNode.valueOf(new byte[] {1, 2})), ofSeconds(20), answers::add);
        String polled = client.get(session).join().body();
        client.request("POST", session, "461-0[" + PLACEHOLDER + "]\u001ebAwQ=").join();

        // Then
        assertThat(polled).isEqualTo("451-0[\"question\"," + PLACEHOLDER + "]\u001ebAQI=");
        assertThat(next(answers).orElseThrow().get(0).binaryValue()).containsExactly(3, 4);
    }

    private NamespaceSocket connect(RawSocket socket, String connect) throws InterruptedException {
        socket.send(connect);
        return next(joined);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private final class Recorder implements NamespaceHandler {

        @Override
        public Member join(NamespaceSocket socket, Optional<ObjectNode> auth) {
            return new Member() {

                @Override
                public void onConnected() {
                    joined.add(socket);
                }

                @Override
                public void onEvent(SocketIoPacket.Event event) {}

                @Override
                public void onEnd() {
                    left.add(socket.namespace());
                }
            };
        }
    }

    private static final class Doorkeeper implements NamespaceHandler {

        @Override
        public Member join(NamespaceSocket socket, Optional<ObjectNode> auth) throws ConnectRefusedException {
            throw new ConnectRefusedException(403, "CLOSED", "no");
        }
    }
}
