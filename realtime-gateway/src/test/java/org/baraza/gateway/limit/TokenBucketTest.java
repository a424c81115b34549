package org.baraza.gateway.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - SECOND;

    private final TokenBucket bucket = new TokenBucket(10, 3, START);

    @Test
    void grantsABurstAndThenTheRate() {
        // Given
        assertThat(takes(START, 5)).isEqualTo(3);

        // Then: a clock that overflows is no reason to stop
        assertThat(takes(START + SECOND / 10, 5)).isEqualTo(1);
        assertThat(takes(START + 2 * SECOND, 5)).isEqualTo(3);
    }

    @Test
    void earnsPartsOfATokenWhileItRefuses() {
        // Given
        takes(START, 3);

        // Then
        assertThat(bucket.take(START + SECOND / 20)).isFalse();
        assertThat(bucket.take(START + SECOND / 10)).isTrue();
    }

    @Test
    void isNoRateWithoutAPositiveNumber() {
        assertThatThrownBy(() -> new FrameRate(0, 1)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new FrameRate(1, 0)).hasMessageContaining("positive");
    }

    private int takes(long now, int attempts) {
        int granted = 0;
        for (int i = 0; i < attempts; i++) {
            if (bucket.take(now)) {
                granted++;
            }
        }
        return granted;
    }
}
