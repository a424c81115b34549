package org.baraza.gateway.delivery;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenIdsTest {

    private final SeenIds seen = new SeenIds(2);

    @Test
    void knowWhatTheyHaveMet() {
        assertThat(seen.isFirst("a")).isTrue();
        assertThat(seen.isFirst("b")).isTrue();
        assertThat(seen.isFirst("a")).isFalse();
        assertThat(seen.isFirst("b")).isFalse();
    }

    @Test
    void forgetTheOldest() {
        // When
        seen.isFirst("a");
        seen.isFirst("b");
        seen.isFirst("c");

        // Then
        assertThat(seen.isFirst("c")).isFalse();
        assertThat(seen.isFirst("b")).isFalse();
        assertThat(seen.isFirst("a")).isTrue();
    }

    @Test
    void takeAnEventWithoutAnIdAsNew() {
        assertThat(seen.isFirst(null)).isTrue();
        assertThat(seen.isFirst(null)).isTrue();
    }
}
