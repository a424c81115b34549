package org.baraza.contracts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserIdTest {

    private static final String LONGEST = "x".repeat(64);

    static String[] good() {
        return new String[] {"a", "A-9_z", "507f1f77bcf86cd799439011", LONGEST};
    }

    static String[] tooLong() {
        return new String[] {LONGEST + "x"};
    }

    @ParameterizedTest
    @MethodSource("good")
    void takesLettersDigitsUnderscoresAndDashes(String value) {
        assertThat(UserId.isValid(value)).isTrue();
        assertThat(new UserId(value)).hasToString(value);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("tooLong")
    @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "a$b", "a\n", "ä", "\u0661", "{}"})
    void refusesEverythingElse(String value) {
        assertThat(UserId.isValid(value)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(value));
    }
}
