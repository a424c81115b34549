package org.baraza.gateway.socketio;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.gateway.engineio.GoldenFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttachmentAssemblerTest {

    private static final SocketIoLimits LIMITS = new SocketIoLimits(1_000, 100, 100, 32, 100, 1_000, 10, 8);

    private final SocketIoDecoder decoder = new SocketIoDecoder(LIMITS);
    private final AttachmentAssembler assembler = new AttachmentAssembler(LIMITS);

    @TestFactory
    Stream<DynamicTest> joinsEveryGoldenPacketWithItsAttachments() {
        return new GoldenFile("socketio/binary.json").test(vector -> {
            // Given
            Optional<SocketIoPacket> packet =
                    assembler.accept(decoder.decode(vector.get("text").textValue()));

            // When
            Iterator<JsonNode> attachments = vector.get("attachments").elements();
            while (attachments.hasNext()) {
                assertThat(packet).isEmpty();
                packet = assembler.accept(PacketDescription.bytes(attachments.next()));
            }

            // Then
            assertThat(packet).contains(PacketDescription.read(vector.get("packet")));
            assertThat(assembler.isAwaiting()).isFalse();
        });
    }

    @Test
    void passesATextPacketThrough() {
        // Given
        SocketIoPacket packet = decoder.decode("2[\"a\"]");

        // Then
        assertThat(assembler.accept(packet)).containsSame(packet);
    }

    @Test
    void completesAPacketThatAnnouncedNoAttachmentsAtOnce() {
        assertThat(assembler.accept(decoder.decode("50-[\"a\",1]"))).contains(decoder.decode("2[\"a\",1]"));
    }

    @Test
    void putsAttachmentsWhereTheirNumbersSay() {
        // Given
        assembler.accept(decoder.decode("62-0[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}]"));

        // When
        assembler.accept(new byte[] {7});
        Optional<SocketIoPacket> packet = assembler.accept(new byte[] {8});

        // Then
        assertThat(packet)
                .hasValueSatisfying(
                        complete -> assertThat(SocketIoEncoder.encode(complete).attachments())
                                .containsExactly(new byte[] {8}, new byte[] {7}));
    }

    @Test
    void refusesAttachmentsThatTogetherAreTooLarge() {
        // Given
        assembler.accept(
                decoder.decode("52-[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]"));
        assembler.accept(new byte[4]);

        // Then
        assertThatThrownBy(() -> assembler.accept(new byte[5])).hasMessage("attachments-too-large");
        assertThat(assembler.isAwaiting()).isFalse();
    }

    @Test
    void countsTheBytesOfEachPacketAnew() {
        for (int i = 0; i < 3; i++) {
            // Given
            assembler.accept(decoder.decode("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"));

            // Then
            assertThat(assembler.accept(new byte[8])).isPresent();
        }
    }

    @Test
    void refusesTextWhileAttachmentsAreMissing() {
        // Given
        assembler.accept(decoder.decode("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"));

        // Then
        assertThat(assembler.isAwaiting()).isTrue();
        assertThatThrownBy(() -> assembler.accept(decoder.decode("2[\"b\"]"))).hasMessage("attachment-expected");
        assertThat(assembler.isAwaiting()).isFalse();
    }

    @Test
    void refusesBytesThatNoPacketAnnounced() {
        assertThatThrownBy(() -> assembler.accept(new byte[1])).hasMessage("attachment-unexpected");
    }
}
