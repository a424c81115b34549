package org.baraza.contracts.message;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baraza.contracts.message.Refusal.CONVERSATION_UNKNOWN;
import static org.baraza.contracts.message.Refusal.MALFORMED;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MarkReadTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String TALK = "dm.amina.baraka";

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void goesAsFarAsTheReaderSays(Long upTo) {
        // When
        MarkRead command = new MarkRead("c1", TALK, "baraka", upTo, NOW);

        // Then
        assertThat(command.upTo()).isEqualTo(upTo);
        assertThat(command.actorId()).isEqualTo("baraka");
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(
            Refusal reason, String commandId, String conversationId, String readerId, Long upTo, Instant requestedAt) {
        assertThatThrownBy(() -> new MarkRead(commandId, conversationId, readerId, upTo, requestedAt))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                arguments(MALFORMED, null, TALK, "baraka", null, NOW),
                arguments(MALFORMED, "c1", TALK, "baraka", null, null),
                arguments(MALFORMED, "c1", TALK, null, null, NOW),
                arguments(MALFORMED, "c1", TALK, "not an id", null, NOW),
                arguments(MALFORMED, "c1", TALK, "baraka", -1L, NOW),
                arguments(MALFORMED, "c1", TALK, "baraka", Long.MIN_VALUE, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", null, "baraka", null, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", "", "baraka", null, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", "dm.baraka.amina", "baraka", null, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", "{\"$ne\":1}", "baraka", null, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", TALK, "chidi", null, NOW),
                arguments(CONVERSATION_UNKNOWN, "c1", TALK, "chidi", -1L, NOW));
    }
}
