package org.baraza.gateway.socketio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.baraza.gateway.engineio.GoldenFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SocketIoEncoderTest {

    private static final OptionalLong NO_ACK = OptionalLong.empty();

    private final SocketIoDecoder decoder = new SocketIoDecoder(SocketIoLimits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> writesEveryGoldenPacket() {
        return new GoldenFile("socketio/packets.json").test(vector -> {
            EncodedPacket encoded = SocketIoEncoder.encode(PacketDescription.read(vector.get("packet")));
            assertThat(encoded.text()).isEqualTo(vector.get("text").textValue());
            assertThat(encoded.attachments()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> writesEveryGoldenPacketThatHoldsBytes() {
        return new GoldenFile("socketio/binary.json").test(vector -> {
            EncodedPacket encoded = SocketIoEncoder.encode(PacketDescription.read(vector.get("packet")));
            byte[][] attachments = new byte[vector.get("attachments").size()][];
            for (int i = 0; i < attachments.length; i++) {
                attachments[i] =
                        PacketDescription.bytes(vector.get("attachments").get(i));
            }
            assertThat(encoded.text()).isEqualTo(vector.get("text").textValue());
            assertThat(encoded.attachments()).containsExactly(attachments);
        });
    }

    @TestFactory
    Stream<DynamicTest> relaysTheHeadOfABinaryPacketAsItCame() {
        return new GoldenFile("socketio/binary.json").test(vector -> {
            String text = vector.get("text").textValue();
            assertThat(SocketIoEncoder.encode(decoder.decode(text)).text()).isEqualTo(text);
        });
    }

    @Test
    void refusesDataThatWouldPassForAPlaceholderBesideBytes() {
        // Given
        List<JsonNode> args = List.of(
                JsonNodeFactory.instance.objectNode().put("_placeholder", true).put("num", 0),
                BinaryNode.valueOf(new byte[1]));

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketIoEncoder.encode(new SocketIoPacket.Ack("/", 1, args)));
    }

    @Test
    void leavesTheTreeItWritesAsItWas() {
        // Given
        JsonNode bytes = BinaryNode.valueOf(new byte[] {1});
        JsonNode arg = JsonNodeFactory.instance.objectNode().set("file", bytes);

        // When
        SocketIoEncoder.encode(new SocketIoPacket.Event("/", NO_ACK, "a", List.of(arg)));

        // Then
        assertThat(arg.get("file")).isSameAs(bytes);
    }

    @Test
    void writesWhatTheDecoderReadsWhateverThePacket() {
        Random random = new Random(5);
        RandomPackets packets = new RandomPackets(random);
        for (int round = 0; round < 2_000; round++) {
            // Given
            SocketIoPacket packet = packets.next();
            AttachmentAssembler assembler = new AttachmentAssembler(SocketIoLimits.DEFAULT);

            // When
            EncodedPacket encoded = SocketIoEncoder.encode(packet);
            var received = assembler.accept(decoder.decode(encoded.text()));
            for (byte[] attachment : encoded.attachments()) {
                received = assembler.accept(attachment);
            }

            // Then
            assertThat(received).as(encoded.text()).contains(packet);
        }
    }

    @Nested
    class ForArgumentsThatAreJsonAlready {

        @Test
        void forwardsThemAsTheyAre() {
            assertThat(SocketIoEncoder.event("/", NO_ACK, "message:new", "{ \"id\": 1 }", "\"offset\""))
                    .isEqualTo("2[\"message:new\",{ \"id\": 1 },\"offset\"]");
            assertThat(SocketIoEncoder.event("/admin", OptionalLong.of(7), "a")).isEqualTo("2/admin,7[\"a\"]");
            assertThat(SocketIoEncoder.ack("/", 12)).isEqualTo("312[]");
            assertThat(SocketIoEncoder.ack("/admin", 0, "1", "2")).isEqualTo("3/admin,0[1,2]");
        }

        @Test
        void readsThemFromUtf8() {
            // Given
            byte[] json = "\"habari €😀\"".getBytes(StandardCharsets.UTF_8);

            // Then
            assertThat(SocketIoEncoder.eventOfUtf8("/", NO_ACK, "ujumbe", json, json))
                    .isEqualTo("2[\"ujumbe\",\"habari €😀\",\"habari €😀\"]");
        }

        @Test
        void writesWhatTheLongWayWrites() {
            new GoldenFile("socketio/packets.json")
                    .vectors()
                    .map(vector -> PacketDescription.read(vector.get("packet")))
                    .filter(SocketIoPacket.Event.class::isInstance)
                    .map(SocketIoPacket.Event.class::cast)
                    .forEach(event -> assertThat(SocketIoEncoder.event(
                                    event.namespace(),
                                    event.ackId(),
                                    event.name(),
                                    event.args().stream()
                                            .map(JsonNode::toString)
                                            .toArray(String[]::new)))
                            .isEqualTo(SocketIoEncoder.encode(event).text()));
        }

        @Test
        void refusesWhatNoClientCouldRead() {
            assertThatIllegalArgumentException().isThrownBy(() -> SocketIoEncoder.event("admin", NO_ACK, "a"));
            assertThatIllegalArgumentException().isThrownBy(() -> SocketIoEncoder.event("/a,b", NO_ACK, "a"));
            assertThatIllegalArgumentException().isThrownBy(() -> SocketIoEncoder.event("/", NO_ACK, "disconnect"));
            assertThatIllegalArgumentException().isThrownBy(() -> SocketIoEncoder.ack("/", -1));
            assertThatIllegalArgumentException().isThrownBy(() -> SocketIoEncoder.ack("/", 1L << 53));
        }
    }
}
