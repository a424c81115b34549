package org.baraza.gateway.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PayloadWriterTest {

    private final PayloadWriter writer = new PayloadWriter();

    @TestFactory
    Stream<DynamicTest> writesEveryGoldenPayload() {
        return new GoldenFile("engineio/payloads.json").test(vector -> {
            PayloadWriter payload = new PayloadWriter();
            vector.get("packets").forEach(packet -> payload.add(PacketDescription.read(packet)));
            assertThat(payload.text()).isEqualTo(vector.get("text").textValue());
        });
    }

    @Test
    void isEmptyUntilAPacketIsAdded() {
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.add(EngineIoPacket.Text.NOOP).isEmpty()).isFalse();
        assertThat(writer.length()).isEqualTo(1);
    }

    @Test
    void appendsAFrameThatIsEncodedAlready() {
        assertThat(writer.addEncoded("42[\"a\"]").addEncoded("2").text()).isEqualTo("42[\"a\"]\u001e2");
    }

    @Test
    void refusesAPacketThatWouldBecomeTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.addEncoded("4hello\u001e1"));
        assertThat(writer.isEmpty()).isTrue();
    }

    @Test
    void refusesAPacketWithoutAType() {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.addEncoded(""));
    }

    @Test
    void writesWhatTheDecoderReadsWhateverThePackets() {
        Random random = new Random(11);
        for (int round = 0; round < 1_000; round++) {
            // Given
            List<EngineIoPacket> packets = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                packets.add(randomPacket(random));
            }

            // When
            PayloadWriter payload = new PayloadWriter();
            packets.forEach(payload::add);

            // Then
            assertThat(new PayloadDecoder(PayloadLimits.DEFAULT).decode(payload.text()))
                    .isEqualTo(packets);
        }
    }

    private static EngineIoPacket randomPacket(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            return new EngineIoPacket.Binary(bytes);
        }
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.appendCodePoint(0x20 + Byte.toUnsignedInt(b) * 0x100);
        }
        return new EngineIoPacket.Text(PacketType.values()[random.nextInt(7)], text.toString());
    }
}
