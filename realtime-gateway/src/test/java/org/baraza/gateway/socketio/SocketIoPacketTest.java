package org.baraza.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SocketIoPacketTest {

    @Test
    void refusesANamespaceWithoutASlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketIoPacket.Connect("admin", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketIoPacket.Disconnect(""));
    }

    @Test
    void refusesAReservedEventName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoPacket.Event("/", OptionalLong.empty(), "connect", List.of()));
    }

    @Test
    void refusesAnIdThatJavaScriptCannotCountTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoPacket.Event("/", OptionalLong.of(1L << 53), "a", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketIoPacket.Ack("/", -1, List.of()));
    }

    @Test
    void refusesAttachmentsWithoutPlaceholders() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketIoPacket.BinaryAck("/", 1, List.of(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoPacket.BinaryEvent("/", OptionalLong.empty(), "a", List.of(), 2));
    }

    @Test
    void doesNotChangeWithTheListItWasMadeOf() {
        // Given
        List<JsonNode> args = new ArrayList<>(List.of(IntNode.valueOf(1)));
        SocketIoPacket.Ack ack = new SocketIoPacket.Ack("/", 1, args);

        // When
        args.clear();

        // Then
        assertThat(ack.args()).containsExactly(IntNode.valueOf(1));
    }
}
