package org.baraza.gateway.socketio;

import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.baraza.gateway.engineio.ProtocolException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever comes is read or refused as {@link ProtocolException}, with its attachments too, and what is read can be written
 * and read again. In every build for the committed inputs; for as many more as there is time where {@code JAZZER_FUZZ=1}.
 */
class SocketIoFuzzTest {

    private static final byte[] ATTACHMENT = {1, 2, 3};

    private final SocketIoDecoder decoder = new SocketIoDecoder(SocketIoLimits.DEFAULT);

    @FuzzTest(maxDuration = "10m")
    void readsOrRefusesEveryPacket(byte[] bytes) {
        try {
            SocketIoPacket packet = decoder.decode(new String(bytes, UTF_8));

            assertThat(decoder.decode(SocketIoEncoder.encode(packet).text())).isEqualTo(packet);
            SocketIoPacket complete = completed(packet);
            assertThat(received(SocketIoEncoder.encode(complete))).isEqualTo(complete);
        } catch (ProtocolException refused) {
            assertThat(refused.violation()).isInstanceOf(SocketIoViolation.class);
        }
    }

    /** The packet with all the attachments that it announces. */
    private static SocketIoPacket completed(SocketIoPacket packet) {
        AttachmentAssembler assembler = new AttachmentAssembler(SocketIoLimits.DEFAULT);
        Optional<SocketIoPacket> complete = assembler.accept(packet);
        while (complete.isEmpty()) {
            complete = assembler.accept(ATTACHMENT);
        }
        return complete.get();
    }

    private SocketIoPacket received(EncodedPacket encoded) {
        AttachmentAssembler assembler = new AttachmentAssembler(SocketIoLimits.DEFAULT);
        Optional<SocketIoPacket> complete = assembler.accept(decoder.decode(encoded.text()));
        for (byte[] attachment : encoded.attachments()) {
            complete = assembler.accept(attachment);
        }
        return complete.orElseThrow();
    }
}
