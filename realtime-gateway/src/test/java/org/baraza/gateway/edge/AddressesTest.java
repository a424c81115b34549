package org.baraza.gateway.edge;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/messages/dm.a.b-1/readers?page=2&limit=5",
                "/api/v1/notifications/dm.amina.baraka~7/read",
                "/api/v1/sync?conversationId=%F0%9F%98%80"
            })
    void anAddressIsPlain(String address) {
        assertThat(Addresses.isPlain(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/messages/\u00e9/readers", "/api/v1/sync?conversationId=\u00ff"})
    void whatHasOtherCharactersIsNot(String address) {
        assertThat(Addresses.isPlain(address)).isFalse();
    }
}
