package org.baraza.acceptance;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.acceptance.socket.RawSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Frames, packets and CONNECTs that must not be accepted end their own connection, as documented, and no other. What events
 * may hold is in {@link org.baraza.acceptance.hostile}.
 */
class BadFramesIT {

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    @BeforeAll
    static void join() {
        PLATFORM.community().join("amina", "baraka");
    }

    @AfterEach
    void neighboursNoticeNothing() {
        try (Peer receiver = Peer.connect(PLATFORM.gateway(0), tokenOf("baraka"))) {
            Rest.Answer answer = new Rest(PLATFORM.gateway(0), tokenOf("amina"))
                    .post("/messages", "{\"receiverId\":\"baraka\",\"content\":\"still here\"}");
            assertThat(answer.status()).isEqualTo(201);
            await().untilAsserted(
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
    Stream<DynamicTest> connectsThatAreRefused() {
        return Stream.of("40", "40{}", "40{\"token\":5}", "40{\"token\":\"\"}", "40{\"token\":{\"$ne\":null}}")
                .map(packet -> dynamicTest(packet, () -> {
                    try (RawSocket socket = RawSocket.webSocket(PLATFORM.gateway(0))) {
                        socket.text(packet);
                        assertThat(socket.readFrame()).startsWith("44{").contains("TOKEN_MISSING");
                    }
                }));
    }

    private static DynamicTest frame(String name, Consumer<RawSocket> action, String end) {
        return dynamicTest(name, () -> {
            try (RawSocket socket = RawSocket.webSocket(PLATFORM.gateway(0))) {
                action.accept(socket);
                assertThat(socket.readToEnd()).isEqualTo(end);
            }
        });
    }

    private static String shown(String text) {
        return text.length() > 70 ? text.substring(0, 70) + "…" : text;
    }

    private static String tokenOf(String userId) {
        return PLATFORM.community().tokenOf(userId);
    }
}
