package org.baraza.contracts.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SendMessageTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String TALK = "dm.amina.baraka";
    private static final Media PICTURE = new Media("image", "https://media.example.org/1.jpg", null);
    private static final String LONGEST_ID = "x".repeat(64);

    @Test
    void keepsContentExactlyAsItCame() {
        // Given
        String content = "  Habari?\r\n\t\u0000e\u0301 \ud83c\udfac  ";

        // When
        SendMessage command = withContent(content);

        // Then
        assertThat(command.content()).isEqualTo(content);
        assertThat(command.actorId()).isEqualTo("amina");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n\t "})
    void needsNoTextWhereThereAreMedia(String content) {
        // When
        SendMessage command = new SendMessage("c1", TALK, "amina", "baraka", "m1", content, List.of(PICTURE), NOW);

        // Then
        assertThat(command.media()).containsExactly(PICTURE);
        assertThat(command.content()).isEqualTo(content == null ? "" : content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83c\udfac"})
    void countsTheLengthOfItsTextInCodePoints(String codePoint) {
        // Given
        String longest = codePoint.repeat(MessageContent.MAX_CODE_POINTS);

        // When
        SendMessage command = withContent(longest);

        // Then
        assertThat(command.content()).isEqualTo(longest);
        assertRefused(Refusal.CONTENT_TOO_LONG, () -> withContent(longest + codePoint));
    }

    @Test
    void goesToTheLimitWithEverythingElse() {
        // Given
        List<Media> media = IntStream.range(0, MessageContent.MAX_MEDIA)
                .mapToObj(i -> PICTURE)
                .toList();
        String other = LONGEST_ID.substring(1) + "y";
        String clientMessageId = IntStream.rangeClosed('!', '~')
                .limit(MessageContent.MAX_CLIENT_MESSAGE_ID_LENGTH)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        // When
        SendMessage command = new SendMessage(
                "c1", "dm." + LONGEST_ID + "." + other, other, LONGEST_ID, clientMessageId, "x", media, NOW);

        // Then
        assertThat(command.media()).hasSize(10);
        assertThat(command.clientMessageId()).hasSize(64);
    }

    @Test
    void takesNoMediaForAnEmptyList() {
        assertThat(new SendMessage("c1", TALK, "amina", "baraka", "m1", "x", null, NOW).media())
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003\u3000"})
    void refusesToSayNothing(String content) {
        assertRefused(Refusal.CONTENT_EMPTY, () -> withContent(content));
    }

    @ParameterizedTest
    @MethodSource
    void refusesHalfACharacter(String content) {
        assertRefused(Refusal.CONTENT_MALFORMED, () -> withContent(content));
    }

    static Stream<String> refusesHalfACharacter() {
        return Stream.of("\ud83c", "\udfac", "text \ud83c", "\udfac text", "\udfac\ud83c", "\ud83c\ud83c\udfac");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\n", "\u0000", "\u007f", "\u00e9", "\ud83c\udfac"})
    void refusesAClientMessageIdThatIsNotVisibleAscii(String clientMessageId) {
        assertRefused(
                Refusal.CLIENT_MESSAGE_ID_INVALID,
                () -> new SendMessage("c1", TALK, "amina", "baraka", clientMessageId, "x", List.of(), NOW));
    }

    @Test
    void refusesAClientMessageIdThatIsTooLong() {
        // Given
        String tooLong = "x".repeat(MessageContent.MAX_CLIENT_MESSAGE_ID_LENGTH + 1);

        // Then
        assertRefused(
                Refusal.CLIENT_MESSAGE_ID_INVALID,
                () -> new SendMessage("c1", TALK, "amina", "baraka", tooLong, "x", List.of(), NOW));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNotBetweenTwoPeople(
            Refusal reason, String commandId, String talk, String sender, String receiver, Instant requestedAt) {
        assertRefused(
                reason, () -> new SendMessage(commandId, talk, sender, receiver, "m1", "x", List.of(), requestedAt));
    }

    static Stream<Arguments> refusesWhatIsNotBetweenTwoPeople() {
        return Stream.of(
                arguments(Refusal.MALFORMED, null, TALK, "amina", "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", TALK, "amina", "baraka", null),
                arguments(Refusal.MALFORMED, "c1", TALK, null, "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", TALK, "", "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", TALK, "a.b", "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", TALK, LONGEST_ID + "x", "baraka", NOW),
                arguments(Refusal.RECEIVER_UNKNOWN, "c1", TALK, "amina", null, NOW),
                arguments(Refusal.RECEIVER_UNKNOWN, "c1", TALK, "amina", "", NOW),
                arguments(Refusal.RECEIVER_UNKNOWN, "c1", TALK, "amina", "not an id", NOW),
                arguments(Refusal.RECEIVER_UNKNOWN, "c1", TALK, "amina", LONGEST_ID + "x", NOW),
                arguments(Refusal.SELF_MESSAGE, "c1", TALK, "amina", "amina", NOW),
                arguments(Refusal.MALFORMED, "c1", null, "amina", "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", "dm.baraka.amina", "amina", "baraka", NOW),
                arguments(Refusal.MALFORMED, "c1", "dm.amina.chidi", "amina", "baraka", NOW));
    }

    @Test
    void refusesMoreMediaThanTheLimit() {
        // Given
        List<Media> media = IntStream.rangeClosed(0, MessageContent.MAX_MEDIA)
                .mapToObj(i -> PICTURE)
                .toList();

        // Then
        assertRefused(
                Refusal.MEDIA_INVALID, () -> new SendMessage("c1", TALK, "amina", "baraka", "m1", "x", media, NOW));
    }

    @Test
    void refusesAMediumThatIsNone() {
        assertRefused(
                Refusal.MEDIA_INVALID,
                () -> new SendMessage("c1", TALK, "amina", "baraka", "m1", "x", Arrays.asList(PICTURE, null), NOW));
    }

    @Test
    void doesNotQuoteContentInARefusal() {
        assertThatThrownBy(() -> withContent("siri ".repeat(10_000))).hasMessageNotContaining("siri");
        assertThatThrownBy(() -> withContent("siri \ud83c")).hasMessageNotContaining("siri");
    }

    private static SendMessage withContent(String content) {
        return new SendMessage("c1", TALK, "amina", "baraka", "m1", content, List.of(), NOW);
    }

    private static void assertRefused(Refusal reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
