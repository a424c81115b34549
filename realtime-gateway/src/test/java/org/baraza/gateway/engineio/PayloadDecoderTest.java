package org.baraza.gateway.engineio;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class PayloadDecoderTest {

    private static final GoldenFile PAYLOADS = new GoldenFile("engineio/payloads.json");
    private static final GoldenFile MALFORMED = new GoldenFile("engineio/malformed.json");
    private static final int MUTATIONS = 10_000;

    private final PayloadDecoder decoder = new PayloadDecoder(PayloadLimits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> readsEveryGoldenPayload() {
        return PAYLOADS.test(vector -> {
            List<EngineIoPacket> expected = stream(vector.get("packets").spliterator(), false)
                    .map(PacketDescription::read)
                    .toList();
            assertThat(decoder.decode(vector.get("text").textValue())).isEqualTo(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMalformedPayload() {
        return MALFORMED.test(vector -> assertThatThrownBy(
                        () -> decoder.decode(vector.get("text").textValue()))
                .asInstanceOf(type(ProtocolException.class))
                .extracting(e -> e.violation().code())
                .isEqualTo(vector.get("violation").textValue()));
    }

    @Test
    void refusesAPayloadOneCharacterTooLong() {
        // Given
        PayloadDecoder strict = new PayloadDecoder(new PayloadLimits(6, 10));

        // Then
        assertThat(strict.decode("4hello")).hasSize(1);
        assertThatThrownBy(() -> strict.decode("4hello!")).hasMessage("payload-too-large");
    }

    @Test
    void refusesAPayloadOfOnePacketTooMany() {
        // Given
        PayloadDecoder strict = new PayloadDecoder(new PayloadLimits(100, 3));

        // Then
        assertThat(strict.decode("3\u001e3\u001e3")).hasSize(3);
        assertThatThrownBy(() -> strict.decode("3\u001e3\u001e3\u001e3")).hasMessage("too-many-packets");
    }

    @Test
    void eitherReadsOrRefusesAnyMutationAndNothingElse() {
        // Given
        Random random = new Random(4);
        List<String> payloads =
                PAYLOADS.vectors().map(vector -> vector.get("text").textValue()).toList();
        Mutation mutation = new Mutation(random, "0123456789b=+/\u001e\u0000\ud83d\"{");
        int refused = 0;

        for (int i = 0; i < MUTATIONS; i++) {
            // When
            String mutated = mutation.of(payloads.get(random.nextInt(payloads.size())));
            try {
                List<EngineIoPacket> packets = decoder.decode(mutated);

                // Then
                assertThat(packets).isNotEmpty();
            } catch (ProtocolException e) {
                assertThat(e.violation()).isInstanceOf(EngineIoViolation.class);
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    }
}
