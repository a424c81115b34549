package org.baraza.gateway.delivery;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenNumbersTest {

    private static final String TALK = "dm.amina.baraka";

    private final SeenNumbers seen = new SeenNumbers(2);

    @Test
    void meetsEachMessageOnce() {
        assertThat(seen.isFirst(TALK, 1)).isTrue();
        assertThat(seen.isFirst(TALK, 1)).isFalse();
        assertThat(seen.isFirst(TALK, 2)).isTrue();
        assertThat(seen.isFirst(TALK, 3)).isTrue();
        assertThat(seen.isFirst(TALK, 2)).isFalse();
        assertThat(seen.isFirst(TALK, 3)).isFalse();
    }

    @Test
    void beginsWithWhateverItMeetsFirst() {
        assertThat(seen.isFirst(TALK, 4_711)).isTrue();
        assertThat(seen.isFirst(TALK, 4_712)).isTrue();
        assertThat(seen.isFirst(TALK, 4_710)).as("older than its memory").isFalse();
    }

    @Test
    void keepsConversationsApart() {
        assertThat(seen.isFirst(TALK, 1)).isTrue();
        assertThat(seen.isFirst("dm.amina.chidi", 1)).isTrue();
    }

    @Test
    void letsALateMessageThroughOnce() {
        // Given
        seen.isFirst(TALK, 1);
        seen.isFirst(TALK, 4);

        // Then
        assertThat(seen.isFirst(TALK, 3)).isTrue();
        assertThat(seen.isFirst(TALK, 3)).isFalse();
        assertThat(seen.isFirst(TALK, 2)).isTrue();
        assertThat(seen.isFirst(TALK, 2)).isFalse();
        assertThat(seen.isFirst(TALK, 4)).isFalse();
    }

    @Test
    void remembersABoundedNumberOfGaps() {
        // Given
        seen.isFirst(TALK, 1);
        seen.isFirst(TALK, 1_000_000);

        // Then
        assertThat(seen.isFirst(TALK, 999_999)).isTrue();
        assertThat(seen.isFirst(TALK, 1_000_000 - 64)).isTrue();
        assertThat(seen.isFirst(TALK, 1_000_000 - 65)).isFalse();
        assertThat(seen.isFirst(TALK, 2)).isFalse();
    }

    @Test
    void givesUpTheOldestOfTooManyGaps() {
        // Given: every other message is missing
        LongStream.rangeClosed(0, 100).forEach(i -> seen.isFirst(TALK, 2 * i + 1));

        // Then
        assertThat(seen.isFirst(TALK, 200)).isTrue();
        assertThat(seen.isFirst(TALK, 200 - 2 * 63)).isTrue();
        assertThat(seen.isFirst(TALK, 200 - 2 * 64)).isFalse();
    }

    @Test
    void forgetsTheConversationThatWasQuietForLongest() {
        // Given
        seen.isFirst(TALK, 5);
        seen.isFirst("dm.b.c", 5);
        seen.isFirst(TALK, 6);

        // When
        seen.isFirst("dm.c.d", 5);

        // Then
        assertThat(seen.isFirst(TALK, 6)).isFalse();
        assertThat(seen.isFirst("dm.b.c", 5)).isTrue();
    }
}
