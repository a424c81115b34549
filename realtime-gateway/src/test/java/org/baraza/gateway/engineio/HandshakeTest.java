package org.baraza.gateway.engineio;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HandshakeTest {

    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void tellsAPollingClientThatItMayUpgrade() {
        // Given
        Handshake handshake =
                new Handshake("lv_VI97HAXpY6yYWAAAC", Transport.POLLING.upgrades(), INTERVAL, TIMEOUT, 1_000_000);

        // Then
        assertThat(handshake.toPacket().encode())
                .isEqualTo("0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],"
                        + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void offersAWebSocketClientNothingBetter() {
        // Given
        Handshake handshake = new Handshake("a", Transport.WEBSOCKET.upgrades(), INTERVAL, TIMEOUT, 10);

        // Then
        assertThat(handshake.toPacket().data()).contains("\"upgrades\":[]");
    }

    @Test
    void refusesAnIdThatAUrlWouldEscape() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake("a b", List.of(), INTERVAL, TIMEOUT, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake("", List.of(), INTERVAL, TIMEOUT, 10));
    }

    @Test
    void refusesTimesThatAreNoMilliseconds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake("a", List.of(), Duration.ofNanos(1), TIMEOUT, 10))
                .withMessageContaining("pingInterval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Handshake("a", List.of(), INTERVAL, Duration.ofSeconds(-1), 10))
                .withMessageContaining("pingTimeout");
    }

    @Test
    void refusesLimitsOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Handshake("a", List.of(), INTERVAL, TIMEOUT, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PayloadLimits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PayloadLimits(1, 0));
    }
}
