package org.baraza.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.baraza.rest.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private final RateLimit rates = new RateLimit(10, 20, nanos::get);

    @Test
    void allowABurst() {
        // Given
        take("amina", 20);

        // Then
        assertRefused("amina");
    }

    @Test
    void refillWithTimeAlsoWhereTheClockRollsOver() {
        // Given
        take("amina", 20);

        // When
        nanos.addAndGet(SECOND);

        // Then
        take("amina", 10);
        assertRefused("amina");
    }

    @Test
    void neverHoldMoreThanABurst() {
        // Given
        take("amina", 1);

        // When
        nanos.addAndGet(3_600 * SECOND);

        // Then
        take("amina", 20);
        assertRefused("amina");
    }

    @Test
    void takeNothingForARefusal() {
        // Given
        take("amina", 20);
        IntStream.range(0, 50).forEach(i -> assertRefused("amina"));

        // When
        nanos.addAndGet(SECOND / 10);

        // Then
        take("amina", 1);
        assertRefused("amina");
    }

    @Test
    void earnPartsOfACommand() {
        // Given
        take("amina", 20);

        // When
        nanos.addAndGet(SECOND / 20);
        assertRefused("amina");
        nanos.addAndGet(SECOND / 20);

        // Then
        take("amina", 1);
    }

    @Test
    void areEachPersonsOwn() {
        // Given
        take("amina", 20);

        // Then
        assertRefused("amina");
        assertThatCode(() -> rates.take("baraka")).doesNotThrowAnyException();
    }

    @Test
    void forgetPeopleWhoHaveFallenSilentAndNoOthers() {
        // Given
        IntStream.range(0, 50_001).forEach(i -> rates.take("user" + i));
        nanos.addAndGet(SECOND);
        take("amina", 20);

        // Then
        assertRefused("amina");
        take("user7", 20);
        assertRefused("user7");
    }

    @Test
    void allowSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, 1, nanos::get));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, 0, nanos::get));
    }

    private void take(String userId, int times) {
        IntStream.range(0, times).forEach(i -> rates.take(userId));
    }

    private void assertRefused(String userId) {
        assertThatThrownBy(() -> rates.take(userId)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(429);
            assertThat(e.problem().code()).isEqualTo("TOO_MANY_REQUESTS");
        });
    }
}
