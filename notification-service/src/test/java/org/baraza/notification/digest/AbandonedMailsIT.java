package org.baraza.notification.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.contracts.ConversationId;
import org.baraza.directory.UserDirectory;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.digest.DigestRow.Planned;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.preference.Preferences;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.ReceivedMail;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Mails whose replica was killed at each of its steps: what it left is what the database and the outbox hold then. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class AbandonedMailsIT {

    private static final int PEOPLE = 10;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<String> people = IntStream.range(0, PEOPLE)
            .mapToObj(i -> Conversation.somebody("bob"))
            .toList();
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Neighbours neighbours;

    @Inject
    Mailboxes mailboxes;

    @Inject
    DigestRepository rows;

    @Inject
    UnseenRepository notifications;

    @Inject
    DecisionRepository decisions;

    @Inject
    LetterWriter writer;

    @Inject
    UserDirectory directory;

    @Inject
    MailOutbox outbox;

    @BeforeEach
    void introduce() {
        neighbours.introduce("amina", "Amina", "Okafor");
        for (String person : people) {
            neighbours.introduce(person, "Bob", "Mwangi", person + "@example.org");
            Tokens.as(person)
                    .contentType(ContentType.JSON)
                    .body("{\"emailDigestFrequency\":\"instant\"}")
                    .put("/api/v1/notifications/preferences")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void whoWasKilledBeforeTheMailWasFixedLeavesItToTheNext() {
        // Given
        people.forEach(person -> unread(person, 1));

        // When
        left(row -> row.lease("dead", Instant.EPOCH));

        // Then
        settled();
        assertThat(people).allSatisfy(person -> {
            assertThat(mailboxes.of(person))
                    .extracting(ReceivedMail::subject)
                    .containsExactly("New message from Amina Okafor");
            assertThat(decisionOn(person, 1)).containsExactly("SENT");
        });
    }

    @Test
    void whoWasKilledAfterSendingLeavesAMailThatIsSentAgainUnderTheSameIdWithTheSameContent() {
        // Given
        people.forEach(person -> {
            sent(person);
            unread(person, 3);
        });

        // When
        left(row -> {
            row.lease("dead", Instant.EPOCH);
            row.plan(List.of(Planned.of(key(row.id), 1)), now);
            row.again = now;
        });

        // Then
        settled();
        assertThat(people).allSatisfy(person -> {
            assertThat(mailboxes.of(person))
                    .extracting(ReceivedMail::subject)
                    .containsExactly("New message from Amina Okafor", "2 new messages from Amina Okafor");
            assertThat(mailboxes.of(person))
                    .extracting(mail -> mail.header("Message-ID"))
                    .containsExactly("<" + person + ".1@baraza.example>", "<" + person + ".2@baraza.example>");
            assertThat(decisionOn(person, 1)).containsExactly("SENT");
            assertThat(decisionOn(person, 3)).containsExactly("SENT");
        });
    }

    @Test
    void whoWasKilledAfterMarkingLeavesNothingToSendAndANumberThatIsTaken() {
        // Given
        people.forEach(person -> unread(person, 1));
        notifications
                .mark(people.stream().map(person -> Planned.of(key(person), 1)).toList())
                .await()
                .indefinitely();

        // When
        left(row -> {
            row.lease("dead", Instant.EPOCH);
            row.plan(List.of(Planned.of(key(row.id), 1)), now);
        });

        // Then
        settled();
        assertThat(people).allSatisfy(person -> assertThat(mailboxes.of(person)).isEmpty());
        assertThat(rows.find(people).await().indefinitely().values())
                .allSatisfy(row -> assertThat(row.number).isEqualTo(1));
    }

    @Test
    void whatWasReadBeforeAMailWasTriedAgainIsInNone() {
        // Given
        people.forEach(person -> store(person, 1, true));

        // When
        left(row -> {
            row.lease("dead", Instant.EPOCH);
            row.plan(List.of(Planned.of(key(row.id), 1)), now);
        });

        // Then
        settled();
        assertThat(people).allSatisfy(person -> {
            assertThat(mailboxes.of(person)).isEmpty();
            assertThat(decisionOn(person, 1)).containsExactly("READ");
        });
    }

    private void left(Consumer<DigestRow> by) {
        Map<String, DigestRow> left = new LinkedHashMap<>();
        for (String person : people) {
            DigestRow row = DigestRow.of(person);
            row.arise(now, now);
            by.accept(row);
            left.put(person, row);
        }
        assertThat(rows.write(left.values()).await().indefinitely()).isTrue();
    }

    private void settled() {
        await().atMost(LONG)
                .until(() -> rows.find(people).await().indefinitely().values().stream()
                        .allMatch(row -> row.dueAt == null && row.leasedBy == null && row.plan == null));
    }

    private List<String> decisionOn(String person, long seq) {
        return decisions.of(person, conversation(person), seq).await().indefinitely().stream()
                .map(Decision::reason)
                .toList();
    }

    private void sent(String person) {
        DigestRow row = DigestRow.of(person);
        Unseen message = new Unseen(
                key(person), "NEW_MESSAGE", conversation(person), "amina", 1, 1, 1, "one", null, null, now, 0);
        Letter letter = writer.write(row, directory.find(person).orElseThrow(), Preferences.DEFAULT, List.of(message));
        assertThat(outbox.send(letter)).isEqualTo(MailOutcome.TAKEN);
    }

    private void unread(String person, long upTo) {
        store(person, upTo, false);
    }

    private void store(String person, long upTo, boolean isRead) {
        NotificationDocument document = new NotificationDocument(
                key(person),
                person,
                "NEW_MESSAGE",
                conversation(person),
                "amina",
                1,
                upTo,
                upTo,
                isRead,
                "hello",
                now,
                List.of(),
                0L,
                1L,
                null);
        notifications.mongoCollection().insertOne(document).await().indefinitely();
    }

    private static String key(String person) {
        return person + '~' + conversation(person);
    }

    private static String conversation(String person) {
        return ConversationId.direct(person, "amina").value();
    }
}
