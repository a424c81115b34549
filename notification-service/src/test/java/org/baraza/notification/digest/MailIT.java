package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationView;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Posts;
import org.baraza.notification.testing.ReceivedMail;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class MailIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String INSTANT = "{\"emailDigestFrequency\":\"instant\"}";

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @Inject
    Mailboxes mailboxes;

    @Inject
    DigestRepository rows;

    @Inject
    MailFeed feed;

    @BeforeEach
    void introduce() {
        neighbours.introduce(amina, "Amina", "Okafor");
        neighbours.introduce(bob, "Bob", "Mwangi", "bob@example.org");
    }

    @Test
    void whoWantsInstantMailsIsMailedWhatTheyHaveNotRead() {
        // Given
        wish(INSTANT);

        // When
        neighbours.publish(conversation.message(amina, "Habari ya asubuhi 🎬?"));

        // Then
        ReceivedMail mail = onlyMail();
        assertThat(mail.subject()).isEqualTo("New message from Amina Okafor");
        assertThat(mail.header("To")).isEqualTo("bob@example.org");
        assertThat(mail.header("From")).isEqualTo("Baraza <no-reply@baraza.example>");
        assertThat(mail.header("Message-ID")).isEqualTo("<" + bob + ".1@baraza.example>");
        assertThat(mail.header("List-Unsubscribe"))
                .startsWith("<https://api.baraza.example/api/v1/notifications/unsubscribe?token=" + bob + ".");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.text())
                .contains(
                        "Hello Bob Mwangi,",
                        "New message from Amina Okafor",
                        "Habari ya asubuhi 🎬?",
                        "https://baraza.example/messages/" + conversation.id());
        assertThat(mail.html()).contains("Habari ya asubuhi 🎬?");
        await().atMost(LONG).until(() -> mailed(1), "SENT"::equals);
    }

    @Test
    void whatOthersWroteIsEscapedInHtmlAndStaysAsItIsInText() {
        // Given
        wish(INSTANT);
        String evil = "</a><script>alert(\"x\")</script> & more";

        // When
        neighbours.publish(conversation.message(amina, evil));
        neighbours.post(new PostNotification(
                UUID.randomUUID().toString(),
                bob,
                "LIKE",
                "<b>Bold</b>\r\nBcc: everybody@example.org",
                "{letter.greeting} <img src=x>",
                null,
                "/posts/\"><script>",
                null,
                null,
                Posts.THEN));

        // Then
        await().atMost(LONG)
                .until(() -> mailboxes.of(bob).stream()
                        .map(MailIT::bodies)
                        .toList()
                        .toString()
                        .contains("Bcc"));
        String html =
                mailboxes.of(bob).stream().map(ReceivedMail::html).toList().toString();
        assertThat(html)
                .doesNotContain("<script", "<b>", "<img")
                .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more")
                .contains("{letter.greeting} &lt;img src=x&gt;");
        assertThat(mailboxes.of(bob).stream().map(ReceivedMail::text).toList().toString())
                .contains(evil);
        assertThat(mailboxes.of(bob)).allSatisfy(mail -> assertThat(mail.raw()).doesNotContainPattern("(?m)^Bcc:"));
    }

    @Test
    void whoHasReadMeanwhileIsNotMailed() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\"}");
        neighbours.publish(recent(conversation.message(amina, "one")));
        await().atMost(LONG).until(() -> row() != null);
        neighbours.publish(conversation.reading(bob, 1));
        await().atMost(LONG).until(() -> unread() == 0);

        // When
        wish(INSTANT);

        // Then
        await().atMost(LONG).until(() -> row().dueAt == null);
        assertThat(mailboxes.of(bob)).isEmpty();
        assertThat(mailed(1)).isEqualTo("READ");
    }

    @Test
    void whoEndsMailsBeforeOneIsDueGetsNone() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\"}");
        neighbours.publish(conversation.message(amina, "one"));
        await().atMost(LONG).until(() -> row() != null);

        // When
        wish("{\"emailDigestFrequency\":\"instant\",\"emailEnabled\":false}");

        // Then
        await().atMost(LONG).until(() -> mailed(1), "EMAIL_DISABLED"::equals);
        assertThat(mailboxes.of(bob)).isEmpty();
    }

    @Test
    void aMessageThatWasDeletedIsInNoMail() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\"}");
        neighbours.publish(conversation.message(amina, "one"));
        await().atMost(LONG).until(() -> row() != null);
        neighbours.publish(conversation.deleted(amina, 1, DeletionScope.EVERYONE));
        await().atMost(LONG).until(() -> Tokens.as(bob).get(BASE).asString().contains("This message was deleted"));

        // When
        wish(INSTANT);

        // Then
        await().atMost(LONG).until(() -> mailed(1), "DELETED"::equals);
        assertThat(mailboxes.of(bob)).isEmpty();
    }

    @Test
    void aConversationThatIsMutedBeforeItsMailIsDueIsInNoMail() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\"}");
        String chidi = Conversation.somebody("chidi");
        Conversation other = Conversation.between(bob, chidi);
        neighbours.publish(conversation.message(amina, "Habari?"));
        neighbours.publish(other.message(chidi, "Karibu!"));
        await().atMost(LONG).until(() -> row() != null && unread() == 2);
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{}")
                .put(BASE + "/mutes/" + conversation.id())
                .then()
                .statusCode(200);

        // When
        wish(INSTANT);

        // Then
        await().atMost(LONG).until(() -> mailed(1), "MUTED"::equals);
        assertThat(bodies(onlyMail())).contains("Karibu!").doesNotContain("Habari?");
    }

    @Test
    void aNotificationThatGrowsIsMailedOnceMoreWithWhatIsNewAlone() {
        // Given
        wish(INSTANT);
        neighbours.publish(conversation.message(amina, "one"));
        await().atMost(LONG).until(() -> mailboxes.of(bob).size() == 1 && row().dueAt == null);

        // When
        neighbours.publish(conversation.message(amina, "two"));
        neighbours.publish(conversation.message(amina, "three"));

        // Then
        await().atMost(LONG).until(() -> bodies(mailboxes.of(bob)).contains("three") && row().dueAt == null);
        List<ReceivedMail> mails = mailboxes.of(bob);
        long told = mails.stream()
                .mapToLong(mail -> mail.subject().startsWith("2 new") ? 2 : 1)
                .sum();
        assertThat(told).isEqualTo(3);
        assertThat(mails).extracting(mail -> mail.header("Message-ID")).doesNotHaveDuplicates();
    }

    @Test
    void aDailyDigestIsDueInTheMorningOfThePersonsZone() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\",\"timeZone\":\"Asia/Kolkata\"}");

        // When
        neighbours.publish(conversation.message(amina, "one"));

        // Then
        await().atMost(LONG).until(() -> row() != null);
        ZonedDateTime due = row().dueAt.atZone(ZoneId.of("Asia/Kolkata"));
        assertThat(due.getHour()).isEqualTo(8);
        assertThat(due.getMinute()).isZero();
        assertThat(row().dueAt).isBetween(now(), now().plus(Duration.ofDays(1)));
        assertThat(mailboxes.of(bob)).isEmpty();
    }

    @Test
    void anotherFrequencyOrZoneTimesTheNextMailAnew() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\",\"timeZone\":\"Asia/Kolkata\"}");
        neighbours.publish(conversation.message(amina, "one"));
        await().atMost(LONG).until(() -> row() != null);

        // When
        wish("{\"emailDigestFrequency\":\"weekly\"}");

        // Then
        await().atMost(LONG)
                .until(() -> row().dueAt
                                .atZone(ZoneId.of("Asia/Kolkata"))
                                .getDayOfWeek()
                                .getValue()
                        == 1);

        // When
        wish("{\"timeZone\":\"Africa/Nairobi\"}");

        // Then
        await().atMost(LONG).until(() -> row().dueAt.atZone(ZoneOffset.UTC).getHour() == 5);

        // When
        wish(INSTANT);

        // Then
        assertThat(onlyMail().text()).contains("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"emailEnabled\":false}",
                "{\"messageNotifications\":false}",
                "{\"channels\":{\"NEW_MESSAGE\":{\"email\":false}}}"
            })
    void whoWantsNoMailsOfMessagesHasNoneDue(String wish) {
        // Given
        wish(wish);

        // When
        raised();

        // Then
        assertThat(row()).isNull();
    }

    @Test
    void whoHasNoAddressHasNoneDue() {
        // Given
        neighbours.introduce(bob, "Bob", "Mwangi");

        // When
        raised();

        // Then
        assertThat(row()).isNull();
    }

    @Test
    void quietHoursHoldInstantMailsAndNoDigests() {
        // Given
        wish("""
                {"emailDigestFrequency":"instant","timeZone":"UTC","quietHours":{"spans":[
                  {"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],"from":"00:00","to":"00:00"}]}}
                """);
        neighbours.publish(conversation.message(amina, "one"));

        // Then
        await().atMost(LONG).until(() -> row() != null && row().dueAt.isAfter(now().plus(Duration.ofDays(1))));
        assertThat(mailboxes.of(bob)).isEmpty();

        // When
        wish("{\"quietHours\":null}");

        // Then
        assertThat(onlyMail().text()).contains("one");
    }

    @Test
    void anEventOfLongAgoMakesNoMailDue() {
        // When
        raised(Instant.EPOCH);

        // Then
        assertThat(row()).isNull();

        // When
        raised();

        // Then
        assertThat(row()).isNotNull();
    }

    @Test
    void aNotificationOfLongAgoIsInNoMail() {
        // Given
        wish("{\"emailDigestFrequency\":\"daily\"}");
        Conversation other = Conversation.between(bob, amina + "s-friend");
        neighbours.publish(at(Instant.EPOCH, conversation.message(amina, "Habari?")));
        neighbours.publish(other.message(amina + "s-friend", "Karibu!"));
        await().atMost(LONG).until(() -> row() != null && unread() == 2);

        // When
        wish(INSTANT);

        // Then
        assertThat(bodies(onlyMail())).contains("Karibu!").doesNotContain("Habari?");
        await().atMost(LONG).until(() -> row().dueAt == null);
        assertThat(mailed(1)).isNull();
    }

    private void raised() {
        raised(Posts.THEN);
    }

    private void raised(Instant at) {
        NotificationView notification = new NotificationView(
                conversation.id() + "~1", "NEW_MESSAGE", "one", "one", null, false, null, Posts.THEN, Map.of());
        feed.apply(
                List.of(new LogRecord<>(0, 0, bob, new NotificationRaised(bob, notification, 1), Context.root(), at)));
    }

    private void wish(String json) {
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body(json)
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
    }

    /** Why a message was in a mail, or not; null while that is not decided. */
    private String mailed(long seq) {
        return Tokens.as(bob)
                .queryParam("messageId", conversation.id() + "-" + seq)
                .get(BASE + "/decisions")
                .jsonPath()
                .getString("decisions.find { it.channel == 'EMAIL' }?.reason");
    }

    private static MessageSent recent(MessageSent message) {
        return at(now(), message);
    }

    private static MessageSent at(Instant sentAt, MessageSent message) {
        return new MessageSent(
                message.commandId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                message.receiverId(),
                message.clientMessageId(),
                sentAt,
                message.message());
    }

    private int unread() {
        return Tokens.as(bob).get(BASE + "/unread-count").jsonPath().getInt("count");
    }

    private DigestRow row() {
        return rows.find(List.of(bob)).await().indefinitely().get(bob);
    }

    private ReceivedMail onlyMail() {
        await().atMost(LONG).until(() -> !mailboxes.of(bob).isEmpty());
        assertThat(mailboxes.of(bob)).hasSize(1);
        return mailboxes.of(bob).get(0);
    }

    private static String bodies(List<ReceivedMail> mails) {
        return mails.stream().map(MailIT::bodies).toList().toString();
    }

    private static String bodies(ReceivedMail mail) {
        return mail.text() + mail.html();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
