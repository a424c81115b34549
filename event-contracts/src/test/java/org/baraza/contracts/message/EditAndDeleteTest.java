package org.baraza.contracts.message;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baraza.contracts.user.AccountType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EditAndDeleteTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String TALK = "dm.amina.baraka";
    private static final String BROADCAST = "bc." + "0".repeat(32);

    @Test
    void anEditLeavesWhatItDoesNotName() {
        // When
        EditMessage edit = new EditMessage("c1", BROADCAST, 1, "amina", null, "New title", null, null, NOW);

        // Then
        assertThat(edit.content()).isNull();
        assertThat(edit.media()).isNull();
        assertThat(edit.title()).isEqualTo("New title");
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(Refusal reason, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    static Stream<Object[]> isRefused() {
        return Stream.of(
                refused(Refusal.MALFORMED, () -> edit(TALK, 1, "amina", null)),
                refused(Refusal.MALFORMED, () -> edit(TALK, 0, "amina", "text")),
                refused(Refusal.CONTENT_EMPTY, () -> edit(TALK, 1, "amina", " ")),
                refused(Refusal.CONTENT_TOO_LONG, () -> edit(TALK, 1, "amina", "x".repeat(10_001))),
                refused(Refusal.CONVERSATION_UNKNOWN, () -> edit(TALK, 1, "chidi", "text")),
                refused(Refusal.CONVERSATION_UNKNOWN, () -> edit("bc.nothing", 1, "chidi", "text")),
                refused(Refusal.MALFORMED, () -> delete(TALK, 1, null)),
                refused(Refusal.MALFORMED, () -> delete(TALK, -1, DeletionScope.ME)),
                refused(Refusal.CONVERSATION_UNKNOWN, () -> delete("dm.x.y", 1, DeletionScope.ME)),
                refused(Refusal.CONVERSATION_UNKNOWN, () -> new ArchiveConversation("c1", TALK, "chidi", NOW)),
                refused(Refusal.CONVERSATION_UNKNOWN, () -> new AcknowledgeBroadcast("c1", TALK, "amina", NOW)));
    }

    private static Object[] refused(Refusal reason, ThrowingCallable making) {
        return List.of(reason, making).toArray();
    }

    private static EditMessage edit(String conversationId, long seq, String actorId, String content) {
        return new EditMessage("c1", conversationId, seq, actorId, content, null, null, null, NOW);
    }

    private static DeleteMessage delete(String conversationId, long seq, DeletionScope scope) {
        return new DeleteMessage("c1", conversationId, seq, "amina", AccountType.CHAPTER_MEMBER, null, scope, NOW);
    }
}
