package org.baraza.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * What must not be accepted, each with the one answer that is documented for it; and a platform that goes on as if nothing
 * was. Values that are wrong anywhere are in {@link org.baraza.acceptance.hostile}, and frames in {@link BadFramesIT}.
 */
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
                        refused("{\"receiverId\":\"baraka\",\"content\":5}", 400, "MALFORMED"),
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
                        "a conversation of others",
                        () -> problem(rest.get("/messages/conversations/dm.baraka.chidi"), 404, "NOT_FOUND")),
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

    @Test
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
