package org.baraza.gateway.command;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealBackends.class)
class BroadcastConversationsIT {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    UserDirectory directory;

    @Inject
    BroadcastConversations conversations;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String amina = "amina-" + suffix;
    private final String baraka = "baraka-" + suffix;
    private final String chidi = "chidi-" + suffix;
    private final String nairobi = "nairobi-" + suffix;

    @BeforeEach
    void aChapterOfThree() {
        Readiness.await(health);
        try (TestLog log = new TestLog(bootstrapServers)) {
            List.of(amina, baraka, chidi).forEach(id -> log.publish(TestLog.member(id, nairobi)));
        }
        await().until(() -> directory.countOf(nairobi) == 3);
    }

    @Test
    void showTheSenderTheirBroadcastAsRead() {
        // When
        BroadcastConversations.View view = view(amina, Audience.chapter(nairobi));

        // Then
        assertThat(view.id()).isEqualTo(ConversationId.broadcast(amina, "b-1").value());
        assertThat(view.type()).isEqualTo("BROADCAST");
        assertThat(view.otherParticipant()).isNull();
        assertThat(view.title()).isEqualTo("Fees");
        assertThat(view.description()).isEqualTo("of this year");
        assertThat(view.broadcastType()).isEqualTo(AudienceType.CHAPTER);
        assertThat(view.chapter().id()).isEqualTo(nairobi);
        assertThat(view.creator().id()).isEqualTo(amina);
        assertThat(view.updatedAt()).isEqualTo(AT);
        assertThat(List.of(view.head(), view.readSeq(), view.headRev(), view.unreadCount()))
                .containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void countThoseWhomItIsForWithoutTheSender() {
        assertThat(view(amina, Audience.chapter(nairobi)).recipientCount()).isEqualTo(2);
        assertThat(view("super-admin-" + suffix, Audience.chapter(nairobi)).recipientCount())
                .isEqualTo(3);
        assertThat(view(amina, Audience.of(List.of(baraka, chidi))).recipientCount())
                .isEqualTo(2);
        assertThat(view(amina, Audience.of(List.of(amina, baraka))).recipientCount())
                .isEqualTo(1);
        assertThat(view(amina, Audience.all()).recipientCount()).isEqualTo(directory.count() - 1);
        assertThat(view("super-admin-" + suffix, Audience.all()).recipientCount())
                .isEqualTo(directory.count());
    }

    @Test
    void haveNoChapterWhereThereIsNoneOrNobodyOfItIsKnown() {
        assertThat(view(amina, Audience.all()).chapter()).isNull();
        assertThat(view(amina, Audience.chapter("nobody-" + suffix)).chapter()).isNull();
        assertThat(view(amina, Audience.chapter("nobody-" + suffix)).recipientCount())
                .isZero();
    }

    private BroadcastConversations.View view(String senderId, Audience audience) {
        BroadcastDetails details = new BroadcastDetails(
                "Fees", "of this year", audience.type(), audience.chapterId(), Priority.NORMAL, false);
        MessageView message = new MessageView(
                ConversationId.broadcast(senderId, "b-1").value() + "-1",
                ConversationId.broadcast(senderId, "b-1").value(),
                1,
                "b-1",
                UserProfile.unknown(senderId),
                "please pay",
                List.of(),
                true,
                false,
                List.of(senderId),
                false,
                null,
                AT,
                0,
                false,
                details);
        return conversations.of(message, audience);
    }
}
