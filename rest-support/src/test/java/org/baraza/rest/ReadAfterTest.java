package org.baraza.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadAfterTest {

    @Test
    void readsWhatItWrites() {
        // Given
        ReadAfter one = new ReadAfter("message-events", 3, 12_345);
        ReadAfter other = new ReadAfter("message-events", 0, 0);

        // Then
        assertThat(ReadAfter.parse(one + ", " + other)).containsExactly(one, other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "message-events",
                "message-events;1",
                "message-events;-1;2",
                "message-events;1;2;3",
                "message-events;1;99999999999999999999",
                "{$ne:1};1;2",
                "message-events;1;2,"
            })
    void refusesWhatIsNotAsDocumented(String header) {
        assertThatThrownBy(() -> ReadAfter.parse(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().status()).isEqualTo(400));
    }
}
