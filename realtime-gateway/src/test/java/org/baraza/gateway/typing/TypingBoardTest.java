package org.baraza.gateway.typing;

import org.baraza.gateway.typing.Typists.Typist;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypingBoardTest {

    @Test
    void tellsNothingToClientsThatAreBehind() {
        // Given
        Typist amina = new Typist("dm.amina.baraka", "amina");

        // Then
        assertThat(TypingBoard.frameOf(amina, true).isEphemeral()).isTrue();
        assertThat(TypingBoard.frameOf(amina, false).isEphemeral()).isTrue();
    }
}
