package org.baraza.gateway.command;

import java.time.Instant;
import java.util.List;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.user.UserProfile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnswersTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String BROADCAST = "bc.00112233445566778899aabbccddeeff";

    @Test
    void sayWhatAnEditMade() {
        // Given
        MessageEdited edited =
                new MessageEdited("k", "dm.amina.baraka", 7, 3, "amina", "baraka", AT, view("dm.amina.baraka", 7));

        // Then
        assertThat(Answers.ack(edited))
                .isEqualTo("{\"id\":\"dm.amina.baraka-7\",\"conversationId\":\"dm.amina.baraka\",\"seq\":7,\"rev\":3,"
                        + "\"editedAt\":\"2026-01-02T03:04:05.678Z\"}");
        assertThat(Answers.message(edited).seq()).isEqualTo(7);
    }

    @Test
    void sayForWhomAMessageWasDeleted() {
        // Given
        MessageDeleted deleted = new MessageDeleted("k", "dm.amina.baraka", 7, 4, "amina", DeletionScope.EVERYONE, AT);

        // Then
        assertThat(Answers.ack(deleted))
                .isEqualTo("{\"id\":\"dm.amina.baraka-7\",\"conversationId\":\"dm.amina.baraka\",\"seq\":7,\"rev\":4,"
                        + "\"for\":\"everyone\",\"deletedAt\":\"2026-01-02T03:04:05.678Z\"}");
    }

    @Test
    void sayThatAConversationIsHidden() {
        assertThat(Answers.ack(new ConversationArchived("k", "dm.amina.baraka", "amina", 9, AT)))
                .isEqualTo("{\"conversationId\":\"dm.amina.baraka\",\"head\":9}");
    }

    @Test
    void sayWhenABroadcastWasAcknowledged() {
        assertThat(Answers.ack(new BroadcastAcknowledged("k", BROADCAST, "baraka", AT)))
                .isEqualTo(
                        "{\"conversationId\":\"" + BROADCAST + "\",\"acknowledgedAt\":\"2026-01-02T03:04:05.678Z\"}");
    }

    @Test
    void giveTheMessageOfABroadcast() {
        // Given
        BroadcastSent sent =
                new BroadcastSent("k", BROADCAST, "amina", "b-1", Audience.all(), null, AT, view(BROADCAST, 1));

        // Then
        assertThat(Answers.message(sent)).isEqualTo(sent.message());
        assertThat(Answers.ack(sent))
                .startsWith("{\"id\":\"" + BROADCAST + "-1\"")
                .contains("\"clientMessageId\":\"b-1\"");
    }

    @Test
    void throwWhatWasRefused() {
        // Given
        CommandRefused refused = new CommandRefused("k", "dm.amina.baraka", "amina", Refusal.EDIT_WINDOW_OVER, "late");

        // Then
        assertThatThrownBy(() -> Answers.ack(refused))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Refusal.EDIT_WINDOW_OVER));
        assertThatThrownBy(() -> Answers.requireDone(refused)).isInstanceOf(RefusedException.class);
    }

    private static MessageView view(String conversationId, long seq) {
        return MessageView.unchanged(
                conversationId, seq, "c-1", UserProfile.unknown("amina"), "x", List.of(), List.of("amina"), AT);
    }
}
