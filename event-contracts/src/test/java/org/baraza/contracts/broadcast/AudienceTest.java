package org.baraza.contracts.broadcast;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AudienceTest {

    @Test
    void everybodyIsInTheAudienceOfAll() {
        assertThat(Audience.all().includes("amina", null)).isTrue();
    }

    @Test
    void aChaptersAudienceIsWhoBelongsToItNow() {
        // Given
        Audience nairobi = Audience.chapter("nbo");

        // Then
        assertThat(nairobi.includes("amina", "nbo")).isTrue();
        assertThat(nairobi.includes("amina", "lag")).isFalse();
        assertThat(nairobi.includes("amina", null)).isFalse();
    }

    @Test
    void aCustomAudienceIsThePeopleNamedEachOnce() {
        // Given
        Audience named = Audience.of(List.of("amina", "baraka", "amina"));

        // Then
        assertThat(named.recipientIds()).containsExactly("amina", "baraka");
        assertThat(named.includes("baraka", "nbo")).isTrue();
        assertThat(named.includes("chidi", "nbo")).isFalse();
    }

    @Test
    void takesFiftyThousandPeopleAndNotOneMore() {
        // Given
        List<String> most = IntStream.range(0, Audience.MAX_RECIPIENTS)
                .mapToObj(i -> "u" + i)
                .toList();
        List<String> tooMany = IntStream.rangeClosed(0, Audience.MAX_RECIPIENTS)
                .mapToObj(i -> "u" + i)
                .toList();

        // Then
        assertThat(Audience.of(most).recipientIds()).hasSize(Audience.MAX_RECIPIENTS);
        assertRefused(AudienceType.CUSTOM, null, tooMany);
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(AudienceType type, String chapterId, List<String> recipientIds) {
        assertRefused(type, chapterId, recipientIds);
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                arguments(null, null, List.of()),
                arguments(AudienceType.ALL, "nbo", null),
                arguments(AudienceType.ALL, null, List.of("amina")),
                arguments(AudienceType.CHAPTER, null, null),
                arguments(AudienceType.CHAPTER, "{$ne:1}", null),
                arguments(AudienceType.CHAPTER, "nbo", List.of("amina")),
                arguments(AudienceType.CUSTOM, null, null),
                arguments(AudienceType.CUSTOM, null, List.of("not an id")),
                arguments(AudienceType.CUSTOM, "nbo", List.of("amina")));
    }

    private static void assertRefused(AudienceType type, String chapterId, List<String> recipientIds) {
        assertThatThrownBy(() -> new Audience(type, chapterId, recipientIds))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.AUDIENCE_INVALID));
    }
}
