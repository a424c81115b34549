package org.baraza.gateway.engineio;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever comes is read or refused as {@link ProtocolException}, and what is read can be written and read again. In every
 * build for the committed inputs; for as many more as there is time where {@code JAZZER_FUZZ=1}.
 */
class EngineIoFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void readsOrRefusesEveryFrame(byte[] bytes) {
        try {
            EngineIoPacket packet = EngineIoPacket.decode(new String(bytes, UTF_8));

            assertThat(EngineIoPacket.decode(packet.encode())).isEqualTo(packet);
        } catch (ProtocolException refused) {
            assertThat(refused.violation()).isInstanceOf(EngineIoViolation.class);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void readsOrRefusesEveryPayload(byte[] bytes) {
        PayloadDecoder decoder = new PayloadDecoder(PayloadLimits.DEFAULT);
        try {
            List<EngineIoPacket> packets = decoder.decode(new String(bytes, UTF_8));

            PayloadWriter payload = new PayloadWriter();
            packets.forEach(payload::add);
            assertThat(decoder.decode(payload.text())).isEqualTo(packets);
        } catch (ProtocolException refused) {
            assertThat(refused.violation()).isInstanceOf(EngineIoViolation.class);
        }
    }
}
