package org.baraza.benchmarks.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {

    @Test
    void aRoundIsCleanWhenEachMessageCameOnceToEachRecipient() {
        // Given
        Accounts round = sent(2, 3);

        // When
        for (int i = 0; i < 3; i++) {
            round.delivered(0);
            round.delivered(1);
        }

        // Then
        assertThat(round.outcome().isClean()).isTrue();
        assertThat(round.outcome().deliveries()).isEqualTo(6);
    }

    @Test
    void whatNeverCameIsLostAndWhatCameTwiceIsDoubled() {
        // Given
        Accounts round = sent(2, 1);

        // When
        round.delivered(1);
        round.delivered(1);

        // Then
        assertThat(round.outcome().lost()).isEqualTo(1);
        assertThat(round.outcome().doubled()).isEqualTo(1);
        assertThat(round.outcome().isClean()).isFalse();
    }

    @Test
    void whatIsRefusedSpoilsARound() {
        // Given
        Accounts round = sent(1, 1);

        // When
        round.delivered(0);
        round.refused();

        // Then
        assertThat(round.outcome().isClean()).isFalse();
    }

    private static Accounts sent(int messages, int recipients) {
        Accounts round = new Accounts(messages, recipients);
        for (int i = 0; i < messages; i++) {
            round.sent(i, System.nanoTime());
        }
        return round;
    }
}
