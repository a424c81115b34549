package org.baraza.gateway.socketio;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.baraza.gateway.engineio.GoldenFile;
import org.baraza.gateway.engineio.Mutation;
import org.baraza.gateway.engineio.ProtocolException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class SocketIoDecoderTest {

    private static final int MUTATIONS = 10_000;

    private final SocketIoDecoder decoder = new SocketIoDecoder(SocketIoLimits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> readsEveryGoldenPacket() {
        return new GoldenFile("socketio/packets.json")
                .test(vector -> assertThat(decoder.decode(vector.get("text").textValue()))
                        .isEqualTo(PacketDescription.read(vector.get("packet"))));
    }

    @TestFactory
    Stream<DynamicTest> readsWhatClientsWriteThoughWeDoNot() {
        return new GoldenFile("socketio/lenient.json")
                .test(vector -> assertThat(decoder.decode(vector.get("text").textValue()))
                        .isEqualTo(PacketDescription.read(vector.get("packet"))));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMalformedPacketForItsReason() {
        return new GoldenFile("socketio/malformed.json")
                .test(vector -> assertThatThrownBy(
                                () -> decoder.decode(vector.get("text").textValue()))
                        .asInstanceOf(type(ProtocolException.class))
                        .extracting(e -> e.violation().code())
                        .isEqualTo(vector.get("violation").textValue()));
    }

    @Test
    void takesEverythingUpToItsLimit() {
        assertThat(decoder.decode("0/" + "n".repeat(127)).namespace()).hasSize(128);
        assertThat(decoder.decode("2[\"" + "n".repeat(128) + "\"]")).isInstanceOf(SocketIoPacket.Event.class);
        assertThat(decoder.decode("2[\"a\"," + "[".repeat(31) + "]".repeat(31) + "]"))
                .isInstanceOf(SocketIoPacket.Event.class);
        assertThat(decoder.decode("2[\"a\"," + "1".repeat(100) + "]")).isInstanceOf(SocketIoPacket.Event.class);
        assertThat(decoder.decode("2[\"a\"" + ",1".repeat(49_000) + "]")).isInstanceOf(SocketIoPacket.Event.class);
        assertThat(decoder.decode("2[\"a\",\"" + "x".repeat(1_000_000 - 9) + "\"]"))
                .isInstanceOf(SocketIoPacket.Event.class);
    }

    @Test
    void refusesAPacketOneCharacterTooLong() {
        assertThatThrownBy(() -> decoder.decode("2[\"a\",\"" + "x".repeat(1_000_000 - 8) + "\"]"))
                .hasMessage("packet-too-large");
    }

    @Test
    void refusesAPacketOfCountlessTinyValues() {
        assertThatThrownBy(() -> decoder.decode("2[\"a\"" + ",[]".repeat(30_000) + "]"))
                .hasMessage("json-limit-exceeded");
    }

    @Test
    void refusesBinaryPacketsWhereNoneAreWanted() {
        // Given
        SocketIoDecoder textOnly = new SocketIoDecoder(new SocketIoLimits(100, 10, 10, 4, 10, 100, 0, 1));

        // Then
        assertThatThrownBy(() -> textOnly.decode("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"))
                .hasMessage("too-many-attachments");
    }

    @Test
    void tellsNothingOfWhatTheClientWrote() {
        assertThatThrownBy(() -> decoder.decode("0{\"token\":\"secret\",}"))
                .hasMessage("invalid-json")
                .hasNoCause();
    }

    @Test
    void eitherReadsOrRefusesAnyMutationAndNothingElse() {
        // Given
        Random random = new Random(5);
        List<String> packets = Stream.of("packets", "lenient", "binary", "malformed")
                .flatMap(table -> new GoldenFile("socketio/" + table + ".json").vectors())
                .map(vector -> vector.get("text").textValue())
                .toList();
        Mutation mutation = new Mutation(random, "0123456789-/,[]{}\":\\utrfne. E\u001e\u0000\ud83d");
        int refused = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            // When
            String mutated = mutation.of(packets.get(random.nextInt(packets.size())));
            try {
                SocketIoPacket packet = decoder.decode(mutated);

                // Then
                assertThat(decoder.decode(SocketIoEncoder.encode(packet).text()))
                        .as(mutated)
                        .isEqualTo(packet);
            } catch (ProtocolException e) {
                assertThat(e.violation()).isInstanceOf(SocketIoViolation.class);
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS * 99 / 100);
    }
}
