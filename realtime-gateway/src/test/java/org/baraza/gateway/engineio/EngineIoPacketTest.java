package org.baraza.gateway.engineio;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class EngineIoPacketTest {

    private static final GoldenFile PACKETS = new GoldenFile("engineio/packets.json");

    @TestFactory
    Stream<DynamicTest> readsEveryGoldenPacket() {
        return PACKETS.test(
                vector -> assertThat(EngineIoPacket.decode(vector.get("text").textValue()))
                        .isEqualTo(PacketDescription.read(vector.get("packet"))));
    }

    @TestFactory
    Stream<DynamicTest> writesEveryGoldenPacket() {
        return PACKETS.test(vector -> assertThat(
                        PacketDescription.read(vector.get("packet")).encode())
                .isEqualTo(vector.get("text").textValue()));
    }

    @Test
    void readsAHeartbeatsAnswerWithoutANewObject() {
        assertThat(EngineIoPacket.decode("3")).isSameAs(EngineIoPacket.decode("3"));
    }

    @Test
    void knowsAProbeFromAHeartbeat() {
        assertThat(new EngineIoPacket.Text(PacketType.PING, "probe").isProbe()).isTrue();
        assertThat(EngineIoPacket.Text.PING.isProbe()).isFalse();
        assertThat(EngineIoPacket.Text.PROBE_ANSWER.isProbe()).isFalse();
    }

    @Test
    void takesBytesForAMessage() {
        assertThat(new EngineIoPacket.Binary(new byte[] {1}).type()).isEqualTo(PacketType.MESSAGE);
    }

    @Test
    void comparesBytesByContentAndKeepsThemOutOfLogs() {
        // Given
        EngineIoPacket.Binary packet = new EngineIoPacket.Binary(new byte[] {1, 2});

        // Then
        assertThat(packet)
                .isEqualTo(new EngineIoPacket.Binary(new byte[] {1, 2}))
                .hasSameHashCodeAs(new EngineIoPacket.Binary(new byte[] {1, 2}))
                .isNotEqualTo(new EngineIoPacket.Binary(new byte[] {1, 3}))
                .hasToString("Binary[2 bytes]");
    }

    @Test
    void refusesAPacketWithoutData() {
        assertThatNullPointerException().isThrownBy(() -> EngineIoPacket.Text.message(null));
    }
}
