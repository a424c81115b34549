package org.baraza.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TokenForge;
import org.baraza.acceptance.socket.Peer;
import org.baraza.acceptance.socket.RawSocket;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** What must not be accepted, on every way in, with the documented answer; and a platform that goes on as if nothing was. */
class BadInputIT {

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withEnvironment(
            "realtime-gateway", Map.of("GATEWAY_COMMANDS_PER_SECOND", "1", "GATEWAY_COMMANDS_BURST", "30")));

    @BeforeAll
    static void join() {
        PLATFORM.community().join("amina", "baraka");
    }

    @AfterEach
    void neighboursNoticeNothing() {
        try (Peer receiver = peer("baraka")) {
            Rest.Answer answer =
                    rest("amina").post("/messages", "{\"receiverId\":\"baraka\",\"content\":\"still here\"}");
            assertThat(answer.status()).isEqualTo(201);
            org.awaitility.Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(receiver.received("message:new")).isNotEmpty());
        }
    }

    @TestFactory
    Stream<DynamicTest> framesThatEndTheConnection() {
        byte[] tooLarge = new byte[300_000];
        return Stream.of(
                frame("an empty text", socket -> socket.text(""), "close 1002"),
                frame("an unknown packet type", socket -> socket.text("9"), "close 1002"),
                frame("text that is no packet", socket -> socket.text("hello"), "close 1002"),
                frame("a ping, which is the server's to send", socket -> socket.text("2"), "close 1002"),
                frame("an upgrade of what is a WebSocket already", socket -> socket.text("5"), "close 1002"),
                frame("bytes that no packet announced", socket -> socket.binary((byte) 1, (byte) 2), "close 1003"),
                frame(
                        "a frame that is not masked",
                        socket -> socket.frame(0x81, new byte[] {'3'}, false),
                        "close 1002"),
                frame("reserved bits", socket -> socket.frame(0xf1, new byte[] {'3'}, true), "close 1002"),
                frame("a reserved opcode", socket -> socket.frame(0x83, new byte[] {'3'}, true), "close 1002"),
                frame(
                        "text that is not UTF-8",
                        socket -> socket.frame(0x81, new byte[] {'4', (byte) 0xff}, true),
                        "close 1007"),
                frame("more than the largest message", socket -> socket.frame(0x82, tooLarge, true), "close 1009"));
    }

    @TestFactory
    Stream<DynamicTest> packetsThatEndTheConnection() {
        String deep = "[".repeat(100) + "]".repeat(100);
        return Stream.of(
                        "42[\"message:send\"",
                        "42{}",
                        "42[]",
                        "42[5]",
                        "42[null]",
                        "42[\"connect\"]",
                        "42[\"disconnecting\"]",
                        "42[\"x\"] trailing",
                        "4",
                        "47",
                        "4x",
                        "42/other,[\"x\"]",
                        "42999999999999999999[\"x\"]",
                        "42-1[\"x\"]",
                        "42[\"x\"," + deep + "]",
                        "42[\"x\",{\"a\":1,\"a\":2}]",
                        "42[\"x\",NaN]",
                        "42[\"x\",1e999]",
                        "451-[\"x\"]",
                        "45x-[\"x\",{\"_placeholder\":true,\"num\":0}]",
                        "43",
                        "43[]",
                        "40")
                .map(packet -> dynamicTest(shown(packet), () -> {
                    try (RawSocket socket = RawSocket.connected(PLATFORM.gateway(0), tokenOf("amina"))) {
                        socket.text(packet);
                        assertThat(socket.readToEnd()).isEqualTo("close 1002");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> eventsBeforeConnectEndTheConnection() {
        return Stream.of("42[\"message:send\",{}]", "41", "430[]")
                .map(packet -> dynamicTest(packet, () -> {
                    try (RawSocket socket = RawSocket.webSocket(PLATFORM.gateway(0))) {
                        socket.text(packet);
                        assertThat(socket.readToEnd()).startsWith("close 100");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tokensThatNobodyAccepts() {
        return new TokenForge(PLATFORM.platform())
                .badTokens().entrySet().stream()
                        .map(token -> dynamicTest(token.getKey(), () -> {
                            assertThat(Peer.open(PLATFORM.gateway(0), token.getValue())
                                            .awaitRefused())
                                    .contains("TOKEN_INVALID");
                            for (String path : List.of(
                                    "/messages/conversations",
                                    "/messages/conversations/dm.amina.baraka",
                                    "/messages/unread-count",
                                    "/notifications")) {
                                problem(new Rest(PLATFORM.gateway(0), token.getValue()).get(path), 401, "UNAUTHORIZED");
                            }
                            problem(
                                    new Rest(PLATFORM.gateway(0), token.getValue())
                                            .post("/messages", "{\"receiverId\":\"baraka\",\"content\":\"x\"}"),
                                    401,
                                    "UNAUTHORIZED");
                        }));
    }

    @TestFactory
    Stream<DynamicTest> connectsThatAreRefused() {
        return Stream.of("40", "40{}", "40{\"token\":5}", "40{\"token\":\"\"}", "40{\"token\":{\"$ne\":null}}")
                .map(packet -> dynamicTest(packet, () -> {
                    try (RawSocket socket = RawSocket.webSocket(PLATFORM.gateway(0))) {
                        socket.text(packet);
                        assertThat(socket.readFrame()).startsWith("44{").contains("TOKEN_MISSING");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> sendsThatAreRefusedOnBothRoads() {
        String tooLong = "x".repeat(10_001);
        String media = "\"content\":\"x\",\"receiverId\":\"baraka\",\"media\":";
        return Stream.of(
                        refused("{}", 404, "RECEIVER_UNKNOWN"),
                        refused("{\"receiverId\":\"baraka\"}", 400, "CONTENT_EMPTY"),
                        refused("{\"receiverId\":\"baraka\",\"content\":\" \\n \"}", 400, "CONTENT_EMPTY"),
                        refused("{\"receiverId\":\"baraka\",\"content\":\"" + tooLong + "\"}", 400, "CONTENT_TOO_LONG"),
                        refused("{\"receiverId\":\"amina\",\"content\":\"x\"}", 400, "SELF_MESSAGE"),
                        refused("{\"receiverId\":\"nobody\",\"content\":\"x\"}", 404, "RECEIVER_UNKNOWN"),
                        refused("{\"receiverId\":\"a b\",\"content\":\"x\"}", 404, "RECEIVER_UNKNOWN"),
                        refused("{\"receiverId\":{\"$gt\":\"\"},\"content\":\"x\"}", 400, "MALFORMED"),
                        refused("{\"receiverId\":[\"baraka\"],\"content\":\"x\"}", 400, "MALFORMED"),
                        refused("{\"receiverId\":\"baraka\",\"content\":5}", 400, "MALFORMED"),
                        refused("{\"receiverId\":\"baraka\",\"content\":{\"$ne\":null}}", 400, "MALFORMED"),
                        refused(
                                "{\"conversationId\":\"dm.baraka.chidi\",\"content\":\"x\"}",
                                404,
                                "CONVERSATION_UNKNOWN"),
                        refused("{\"conversationId\":\"nonsense\",\"content\":\"x\"}", 404, "CONVERSATION_UNKNOWN"),
                        refused(
                                "{\"receiverId\":\"baraka\",\"content\":\"x\",\"clientMessageId\":\"\"}",
                                400,
                                "CLIENT_MESSAGE_ID_INVALID"),
                        refused(
                                "{\"receiverId\":\"baraka\",\"content\":\"x\",\"clientMessageId\":\"a b\"}",
                                400,
                                "CLIENT_MESSAGE_ID_INVALID"),
                        refused(
                                "{\"receiverId\":\"baraka\",\"content\":\"x\",\"clientMessageId\":7}",
                                400,
                                "MALFORMED"),
                        refused("{" + media + "\"image\"}", 400, "MEDIA_INVALID"),
                        refused("{" + media + "[5]}", 400, "MEDIA_INVALID"),
                        refused("{" + media + "[{\"type\":\"image\"}]}", 400, "MEDIA_INVALID"),
                        refused(
                                "{" + media + "[{\"type\":\"virus\",\"url\":\"https://e.org/x\"}]}",
                                400,
                                "MEDIA_INVALID"),
                        refused(
                                "{" + media + "[{\"type\":\"image\",\"url\":\"javascript:alert(1)\"}]}",
                                400,
                                "MEDIA_INVALID"),
                        refused("{" + media + "[{\"type\":\"image\",\"url\":\"/relative\"}]}", 400, "MEDIA_INVALID"))
                .flatMap(List::stream);
    }

    @TestFactory
    Stream<DynamicTest> bodiesAndHeadersThatAreRefused() {
        Rest rest = rest("amina");
        return Stream.of(
                dynamicTest(
                        "half a body",
                        () -> problem(rest.post("/messages", "{\"receiverId\":"), 400, "MALFORMED_JSON")),
                dynamicTest("no body", () -> problem(rest.post("/messages", ""), 400, "MALFORMED")),
                dynamicTest("an array", () -> problem(rest.post("/messages", "[]"), 400, "MALFORMED")),
                dynamicTest(
                        "doubled keys",
                        () -> problem(
                                rest.post("/messages", "{\"content\":\"a\",\"content\":\"b\"}"),
                                400,
                                "MALFORMED_JSON")),
                dynamicTest(
                        "depth",
                        () -> problem(
                                rest.post("/messages", "[".repeat(5_000) + "]".repeat(5_000)), 400, "MALFORMED_JSON")),
                dynamicTest("trailing text", () -> problem(rest.post("/messages", "{} {}"), 400, "MALFORMED_JSON")),
                dynamicTest(
                        "a body that is too large",
                        () -> assertThat(rest.post("/messages", "\"" + "x".repeat(300_000) + "\"")
                                        .status())
                                .isEqualTo(413)),
                dynamicTest(
                        "half a surrogate pair",
                        () -> problem(
                                rest.post("/messages", "{\"receiverId\":\"baraka\",\"content\":\"\\ud83c\"}"),
                                400,
                                "CONTENT_MALFORMED")),
                dynamicTest(
                        "a page that is no number",
                        () -> problem(rest.get("/messages/conversations?page=one"), 400, "BAD_REQUEST")),
                dynamicTest(
                        "a limit below one",
                        () -> problem(rest.get("/messages/conversations/dm.amina.baraka?limit=0"), 400, "BAD_REQUEST")),
                dynamicTest(
                        "a conversation of others",
                        () -> problem(rest.get("/messages/conversations/dm.baraka.chidi"), 404, "NOT_FOUND")),
                dynamicTest(
                        "an operator for an id",
                        () -> problem(rest.get("/messages/conversations/%7B%22$ne%22:1%7D"), 404, "NOT_FOUND")),
                dynamicTest(
                        "reading what is not mine",
                        () -> problem(
                                rest.post("/messages/conversations/dm.baraka.chidi/read", ""),
                                404,
                                "CONVERSATION_UNKNOWN")),
                dynamicTest(
                        "a notification of others",
                        () -> problem(rest.patch("/notifications/dm.amina.baraka~999/read"), 404, "NOT_FOUND")),
                dynamicTest(
                        "a path that is not there",
                        () -> assertThat(rest.get("/nothing/here").status()).isEqualTo(404)),
                dynamicTest(
                        "another method",
                        () -> assertThat(rest.patch("/messages").status()).isEqualTo(405)),
                dynamicTest("the transport that is not served", () -> {
                    try (RawSocket socket = RawSocket.tcp(PLATFORM.gateway(0))) {
                        socket.write("GET /socket.io/?EIO=3&transport=websocket HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                        assertThat(socket.readHead()).startsWith("HTTP/1.1 400");
                    }
                }),
                dynamicTest("a header that is too large", () -> {
                    try (RawSocket socket = RawSocket.tcp(PLATFORM.gateway(0))) {
                        socket.write(("GET /api/v1/messages/unread-count HTTP/1.1\r\nHost: x\r\nX-Large: "
                                        + "x".repeat(30_000) + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                        assertThat(socket.readHead()).startsWith("HTTP/1.1 431");
                    }
                }));
    }

    @org.junit.jupiter.api.Test
    void aFloodIsToldToSlowDown() {
        // Given
        String flooder = "flooder-" + UUID.randomUUID();
        PLATFORM.community().join(flooder);
        try (Peer socket = peer(flooder)) {
            // When
            List<JSONObject> answers = IntStream.range(0, 100)
                    .mapToObj(i -> socket.send("baraka", UUID.randomUUID().toString(), "flood " + i))
                    .toList()
                    .stream()
                    .map(java.util.concurrent.CompletableFuture::join)
                    .toList();

            // Then
            assertThat(answers)
                    .filteredOn(answer -> answer.has("error"))
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.getString("code")).isEqualTo("TOO_MANY_REQUESTS");
                        assertThat(answer.getInt("statusCode")).isEqualTo(429);
                    });
            assertThat(answers).filteredOn(answer -> answer.has("id")).hasSizeGreaterThanOrEqualTo(30);
        }
    }

    private static DynamicTest frame(String name, Consumer<RawSocket> action, String end) {
        return dynamicTest(name, () -> {
            try (RawSocket socket = RawSocket.webSocket(PLATFORM.gateway(0))) {
                action.accept(socket);
                assertThat(socket.readToEnd()).isEqualTo(end);
            }
        });
    }

    private static List<DynamicTest> refused(String body, int status, String code) {
        return List.of(
                dynamicTest("REST " + shown(body), () -> problem(rest("amina").post("/messages", body), status, code)),
                dynamicTest("socket " + shown(body), () -> {
                    try (Peer socket = peer("amina")) {
                        JSONObject answer =
                                socket.ask("message:send", new JSONObject(body)).join();
                        assertThat(answer.getString("code")).isEqualTo(code);
                        assertThat(answer.getInt("statusCode")).isEqualTo(status);
                        assertThat(answer.getString("message")).isNotEmpty();
                    }
                }));
    }

    private static void problem(Rest.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonNode body = answer.body();
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("statusCode").asInt()).isEqualTo(status);
        assertThat(body.path("error").asText()).isNotEmpty();
        assertThat(body.path("message").asText()).isNotEmpty();
    }

    private static String shown(String text) {
        return text.length() > 70 ? text.substring(0, 70) + "…" : text;
    }

    private static Peer peer(String userId) {
        return Peer.connect(PLATFORM.gateway(0), tokenOf(userId));
    }

    private static String tokenOf(String userId) {
        return PLATFORM.community().tokenOf(userId);
    }

    private static Rest rest(String userId) {
        return new Rest(PLATFORM.gateway(0), tokenOf(userId));
    }
}
