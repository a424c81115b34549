package org.baraza.gateway.peer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnedIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "realtime-gateway-7d9f.internal", "A_b~c"})
    void namesTheGatewayThatOwnsTheSession(String gatewayId) {
        // When
        String id = OwnedId.of("lv_VI97HAXpY6yYWAAAC", gatewayId);

        // Then
        assertThat(OwnedId.ownerOf(id)).contains(gatewayId);
    }

    @Test
    void anIdOfAnotherFormNamesNobody() {
        assertThat(OwnedId.ownerOf("lv_VI97HAXpY6yYWAAAC")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gateway 1", "gateway/1", "größe"})
    void refusesANameThatCouldNotStandInAUrl(String gatewayId) {
        assertThatThrownBy(() -> OwnedId.requireUsable(gatewayId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.id");
    }
}
