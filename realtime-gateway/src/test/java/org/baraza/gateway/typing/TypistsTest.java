package org.baraza.gateway.typing;

import java.time.Duration;
import java.util.stream.IntStream;

import org.baraza.gateway.typing.Typists.Typist;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypistsTest {

    private static final Typist AMINA = new Typist("dm.amina.baraka", "amina");
    private static final long BEGIN = Long.MAX_VALUE - 10;
    private static final long SECOND = 1_000_000_000L;

    private final Typists typists = new Typists(Duration.ofSeconds(6));

    @Test
    void areNewsWhenTheyBeginAndWhenTheyStop() {
        assertThat(typists.heard(AMINA, false, BEGIN)).isFalse();
        assertThat(typists.heard(AMINA, true, BEGIN)).isTrue();
        assertThat(typists.heard(AMINA, true, BEGIN)).isFalse();
        assertThat(typists.heard(AMINA, false, BEGIN)).isTrue();
        assertThat(typists.heard(AMINA, false, BEGIN)).isFalse();
    }

    @Test
    void haveStoppedWhenTheyDoNotSaySoAgain() {
        // Given
        typists.heard(AMINA, true, BEGIN);

        // Then
        assertThat(typists.expire(BEGIN + 6 * SECOND - 1)).isEmpty();
        assertThat(typists.expire(BEGIN + 6 * SECOND)).containsExactly(AMINA);
        assertThat(typists.expire(BEGIN + 7 * SECOND)).isEmpty();
    }

    @Test
    void goOnAsLongAsTheySaySo() {
        // Given
        typists.heard(AMINA, true, BEGIN);

        // When
        typists.heard(AMINA, true, BEGIN + 5 * SECOND);

        // Then
        assertThat(typists.expire(BEGIN + 10 * SECOND)).isEmpty();
        assertThat(typists.expire(BEGIN + 11 * SECOND)).containsExactly(AMINA);
    }

    @Test
    void areBounded() {
        // Given
        IntStream.range(0, Typists.MAX).forEach(i -> typists.heard(new Typist("talk", "user" + i), true, BEGIN));

        // Then
        assertThat(typists.heard(AMINA, true, BEGIN)).isFalse();
        assertThat(typists.heard(new Typist("talk", "user7"), false, BEGIN)).isTrue();
        assertThat(typists.heard(AMINA, true, BEGIN)).isTrue();
    }
}
