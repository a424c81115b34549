package org.baraza.contracts.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.user.AccountType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.baraza.contracts.message.Refusal.CLIENT_MESSAGE_ID_INVALID;
import static org.baraza.contracts.message.Refusal.CONTENT_EMPTY;
import static org.baraza.contracts.message.Refusal.CONTENT_TOO_LONG;
import static org.baraza.contracts.message.Refusal.DESCRIPTION_INVALID;
import static org.baraza.contracts.message.Refusal.FORBIDDEN;
import static org.baraza.contracts.message.Refusal.MALFORMED;
import static org.baraza.contracts.message.Refusal.TITLE_INVALID;
import static org.baraza.contracts.user.AccountType.CHAPTER_ADMIN;
import static org.baraza.contracts.user.AccountType.CHAPTER_MEMBER;
import static org.baraza.contracts.user.AccountType.HQ_MEMBER;
import static org.baraza.contracts.user.AccountType.SUPER_ADMIN;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PublishBroadcastTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Audience NAIROBI = Audience.chapter("nbo");

    @Test
    void isOfNormalPriorityUnlessItSaysOtherwise() {
        assertThat(command(SUPER_ADMIN, null, Audience.all(), "b-1", "Title", null, "text", null)
                        .priority())
                .isEqualTo(Priority.NORMAL);
    }

    @ParameterizedTest
    @MethodSource
    void mayBeSentBy(AccountType accountType, String chapterId, Audience audience) {
        assertThat(command(accountType, chapterId, audience, "b-1", "Title", null, "text", null)
                        .actorId())
                .isEqualTo("amina");
    }

    static Stream<Arguments> mayBeSentBy() {
        return Stream.of(
                arguments(SUPER_ADMIN, null, Audience.all()),
                arguments(SUPER_ADMIN, "lag", NAIROBI),
                arguments(SUPER_ADMIN, null, Audience.of(List.of("baraka"))),
                arguments(CHAPTER_ADMIN, "nbo", NAIROBI));
    }

    @ParameterizedTest
    @MethodSource
    void mayNotBeSentBy(AccountType accountType, String chapterId, Audience audience) {
        assertRefused(FORBIDDEN, () -> command(accountType, chapterId, audience, "b-1", "Title", null, "text", null));
    }

    static Stream<Arguments> mayNotBeSentBy() {
        return Stream.of(
                arguments(CHAPTER_ADMIN, "nbo", Audience.all()),
                arguments(CHAPTER_ADMIN, "lag", NAIROBI),
                arguments(CHAPTER_ADMIN, null, NAIROBI),
                arguments(CHAPTER_ADMIN, "nbo", Audience.of(List.of("baraka"))),
                arguments(CHAPTER_MEMBER, "nbo", NAIROBI),
                arguments(HQ_MEMBER, null, Audience.all()));
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(
            Refusal reason, String clientMessageId, String title, String description, String text, Duration remind) {
        assertRefused(
                reason,
                () -> command(SUPER_ADMIN, null, Audience.all(), clientMessageId, title, description, text, remind));
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                arguments(CLIENT_MESSAGE_ID_INVALID, "", "Title", null, "text", null),
                arguments(TITLE_INVALID, "b-1", null, null, "text", null),
                arguments(TITLE_INVALID, "b-1", " ", null, "text", null),
                arguments(TITLE_INVALID, "b-1", "x".repeat(201), null, "text", null),
                arguments(DESCRIPTION_INVALID, "b-1", "Title", "x".repeat(1001), "text", null),
                arguments(CONTENT_EMPTY, "b-1", "Title", null, " ", null),
                arguments(CONTENT_TOO_LONG, "b-1", "Title", null, "x".repeat(10_001), null),
                arguments(MALFORMED, "b-1", "Title", null, "text", Duration.ofHours(1)));
    }

    private static PublishBroadcast command(
            AccountType accountType,
            String chapterId,
            Audience audience,
            String clientMessageId,
            String title,
            String description,
            String text,
            Duration remindAfter) {
        return new PublishBroadcast(
                "c1",
                ConversationId.broadcast("amina", clientMessageId).value(),
                "amina",
                accountType,
                chapterId,
                clientMessageId,
                audience,
                title,
                description,
                text,
                null,
                null,
                false,
                remindAfter,
                NOW);
    }

    private static void assertRefused(Refusal reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
