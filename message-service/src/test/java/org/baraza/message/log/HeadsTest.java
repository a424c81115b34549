package org.baraza.message.log;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HeadsTest {

    @Test
    void forgetsOnlyThePartitionsThatWereLost() {
        // Given
        Heads heads = new Heads(10);
        heads.put(0, "kept", 1);
        heads.put(1, "lost", 2);

        // When
        heads.forgetPartitions(List.of(1));

        // Then
        assertThat(heads.get(0, "kept")).isEqualTo(1);
        assertThat(heads.get(1, "lost")).isNull();
    }

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        // Given
        Heads heads = new Heads(2);
        heads.put(0, "first", 1);
        heads.put(0, "second", 2);
        heads.get(0, "first");

        // When
        heads.put(0, "third", 3);

        // Then
        assertThat(heads.get(0, "first")).isEqualTo(1);
        assertThat(heads.get(0, "second")).isNull();
    }

    @Test
    void refusesACapacityOfNothing() {
        assertThatThrownBy(() -> new Heads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }
}
