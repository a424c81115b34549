package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.message.Preview;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Broadcasts;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.DatabaseCommands;
import org.baraza.notification.testing.DatabaseCommands.Command;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class BroadcastPushIT {

    private static final String BASE = "/api/v1/notifications";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ALWAYS_QUIET =
            "{\"quietHours\":{\"spans\":[{\"days\":[\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\","
                    + "\"THURSDAY\",\"FRIDAY\",\"SATURDAY\",\"SUNDAY\"],\"from\":\"00:00\",\"to\":\"00:00\"}]}}";

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final String carol = Conversation.somebody("carol");

    @Inject
    Neighbours neighbours;

    @Inject
    Outboxes outboxes;

    @Inject
    MessageEventsForPush events;

    @Inject
    PresenceEventsForPush receipts;

    @Inject
    PushRepository rows;

    @Inject
    PushedBroadcastRepository broadcasts;

    @Test
    void whoHasADeviceIsPushedAndTheSenderIsNot() {
        // Given
        known(amina, bob, carol);
        device(amina);
        device(bob);
        Broadcasts broadcast = of(Audience.all(), Priority.NORMAL);

        // When
        happens(broadcast.sent("Casting call", "On Friday in Nairobi"));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "SENT"::equals);
        await().atMost(LONG).until(() -> reason(broadcast, carol), "NO_DEVICE"::equals);
        assertThat(outboxes.of(bob)).singleElement().satisfies(push -> {
            assertThat(push.get("title").textValue()).isEqualTo("Casting call");
            assertThat(push.get("body").textValue()).isEqualTo("On Friday in Nairobi");
            assertThat(push.get("type").textValue()).isEqualTo("BROADCAST");
            assertThat(push.get("collapseKey").textValue()).isEqualTo(CollapseKey.of(broadcast.id()));
        });
        assertThat(outboxes.of(amina)).isEmpty();
        assertThat(reason(broadcast, amina)).isNull();
        assertThat(row(broadcast, carol)).isNull();
    }

    @Test
    void onlyWhoIsNamedIsPushed() {
        // Given
        known(amina, bob, carol);
        device(bob);
        device(carol);
        Broadcasts broadcast = of(Audience.of(List.of(carol)), Priority.NORMAL);

        // When
        happens(broadcast.sent("For Carol", "Only"));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, carol), "SENT"::equals);
        assertThat(outboxes.of(bob)).isEmpty();
        assertThat(reason(broadcast, bob)).isNull();
    }

    @Test
    void whoHasReadItBeforeIsNotPushed() {
        // Given
        known(amina, bob, carol);
        device(bob);
        Broadcasts broadcast = of(Audience.of(List.of(bob, carol)), Priority.NORMAL);

        // When
        happens(broadcast.sent("Casting call", "On Friday"), broadcast.reading(bob), broadcast.reading(carol));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "READ"::equals);
        await().atMost(LONG).until(() -> reason(broadcast, carol), "READ"::equals);
        assertThat(outboxes.of(bob)).isEmpty();
    }

    @Test
    void whoseDeviceHasShownItIsNotPushedEvenIfThatWasHeardFirst() {
        // Given
        known(amina, bob);
        device(bob);
        Broadcasts broadcast = of(Audience.of(List.of(bob)), Priority.NORMAL);
        MessagesReceived shown = new MessagesReceived(bob, broadcast.id(), 1, now);

        // When
        receipts.apply(List.of(new LogRecord<>(0, 0, bob, shown, Context.root())));
        happens(broadcast.sent("Casting call", "On Friday"));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "RECEIVED"::equals);
        assertThat(outboxes.of(bob)).isEmpty();
    }

    @Test
    void aReceiptOfWhatIsWalkedIsWrittenForNobodyWhoWasNotMet() {
        // Given
        known(amina, bob, carol);
        Broadcasts broadcast = of(Audience.of(List.of(bob, carol)), Priority.NORMAL);
        happens(broadcast.sent("Casting call", "On Friday"));
        await().atMost(LONG).until(() -> reason(broadcast, carol), "NO_DEVICE"::equals);
        MessagesReceived shown = new MessagesReceived(carol, broadcast.id(), 1, now);

        // When
        receipts.apply(List.of(new LogRecord<>(0, 0, carol, shown, Context.root())));

        // Then
        assertThat(row(broadcast, carol)).isNull();
    }

    @Test
    void whatIsUrgentPassesQuietHoursAndNothingElse() {
        // Given
        known(amina, bob);
        device(bob);
        prefer(bob, ALWAYS_QUIET);
        Broadcasts normal = of(Audience.of(List.of(bob)), Priority.HIGH);
        Broadcasts urgent = of(Audience.of(List.of(bob)), Priority.URGENT);

        // When
        happens(normal.sent("Later", "x"), urgent.sent("Now", "y"));

        // Then
        await().atMost(LONG).until(() -> reason(urgent, bob), "SENT"::equals);
        await().atMost(LONG).until(() -> reason(normal, bob), "QUIET_HOURS"::equals);
        assertThat(outboxes.of(bob))
                .extracting(push -> push.get("title").textValue())
                .containsExactly("Now");
    }

    @Test
    void whoWantsNoPushesOfBroadcastsGetsNone() {
        // Given
        known(amina, bob);
        device(bob);
        prefer(bob, "{\"channels\":{\"BROADCAST\":{\"push\":false}}}");
        Broadcasts broadcast = of(Audience.of(List.of(bob)), Priority.NORMAL);

        // When
        happens(broadcast.sent("Casting call", "On Friday"));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "PUSH_DISABLED"::equals);
    }

    @Test
    void aPushSaysWhatTheBroadcastSaysNow() {
        // Given
        known(amina, bob);
        device(bob);
        Broadcasts broadcast = of(Audience.of(List.of(bob)), Priority.NORMAL);

        // When
        happens(broadcast.sent("Casting cal", "On Friday"), broadcast.edited("Casting call", "On Saturday"));

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "SENT"::equals);
        assertThat(outboxes.of(bob)).singleElement().satisfies(push -> {
            assertThat(push.get("title").textValue()).isEqualTo("Casting call");
            assertThat(push.get("body").textValue()).isEqualTo("On Saturday");
        });
    }

    @Test
    void aRecallTakesThePushAwayAndWhatIsRecalledBeforeIsNotPushed() {
        // Given
        known(amina, bob);
        device(bob);
        Broadcasts shown = of(Audience.of(List.of(bob)), Priority.NORMAL);
        Broadcasts early = of(Audience.of(List.of(bob)), Priority.NORMAL);
        happens(shown.sent("Wrong", "x"));
        await().atMost(LONG).until(() -> reason(shown, bob), "SENT"::equals);

        // When
        happens(early.sent("Wrong, too", "y"), early.recalled(), shown.recalled());

        // Then
        await().atMost(LONG).until(() -> reason(early, bob), "DELETED"::equals);
        await().atMost(LONG).until(() -> outboxes.of(bob).size(), Integer.valueOf(2)::equals);
        assertThat(outboxes.of(bob))
                .extracting(push ->
                        push.get("kind").textValue() + ' ' + push.get("cause").textValue())
                .containsExactly("ALERT " + shown.id(), "CLEAR " + shown.id());
    }

    @Test
    void eventsThatComeAgainPushNobodyAgain() {
        // Given
        known(amina, bob);
        device(bob);
        Broadcasts broadcast = of(Audience.of(List.of(bob)), Priority.NORMAL);
        happens(broadcast.sent("Casting call", "On Friday"));
        await().atMost(LONG).until(() -> reason(broadcast, bob), "SENT"::equals);
        Broadcasts next = of(Audience.of(List.of(bob)), Priority.NORMAL);

        // When
        happens(broadcast.sent("Casting call", "On Friday"), next.sent("Next", "x"));

        // Then
        await().atMost(LONG).until(() -> reason(next, bob), "SENT"::equals);
        assertThat(outboxes.of(bob))
                .extracting(push -> push.get("title").textValue())
                .containsExactly("Casting call", "Next");
    }

    @Test
    void anotherReplicaGoesOnWhereOneDied() {
        // Given
        known(amina, bob);
        device(bob);
        Broadcasts broadcast = of(Audience.of(List.of(bob)), Priority.NORMAL);
        PushedBroadcast left = PushedBroadcast.of(broadcast.sent("Casting call", "x"), now, now, new Preview(140));
        left.leasedBy = "dead";
        left.cursor = "bo";

        // When
        broadcasts.make(List.of(left)).await().indefinitely();

        // Then
        await().atMost(LONG).until(() -> reason(broadcast, bob), "SENT"::equals);
        await().atMost(LONG)
                .until(() -> broadcasts.whole(broadcast.id()).await().indefinitely().walkedAt != null);
    }

    @Test
    void aBroadcastToThousandsCostsWritesForThoseWithDevicesAlone() {
        // Given
        known(amina, bob);
        device(bob);
        List<String> thousands = new ArrayList<>(List.of(bob));
        IntStream.range(0, 5_000).mapToObj(i -> "nobody-" + i).forEach(thousands::add);
        Broadcasts broadcast = of(Audience.of(thousands), Priority.NORMAL);

        // When
        DatabaseCommands.listen();
        happens(broadcast.sent("Casting call", "On Friday"));
        await().atMost(LONG).until(() -> reason(broadcast, bob), "SENT"::equals);
        List<Command> commands = DatabaseCommands.heard();

        // Then
        assertThat(DatabaseCommands.written(commands, "pushes")).isLessThan(10);
        assertThat(DatabaseCommands.written(commands, "pushedBroadcasts")).isLessThan(5);
        assertThat(DatabaseCommands.written(commands, "decisions")).isEqualTo(1);
    }

    private Broadcasts of(Audience audience, Priority priority) {
        return new Broadcasts(amina, audience, priority, now);
    }

    private void known(String... people) {
        for (String person : people) {
            neighbours.introduce(person, person, "Somebody");
        }
    }

    private static void device(String person) {
        Tokens.as(person)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"t-" + person + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post(BASE + "/push-tokens")
                .then()
                .statusCode(200);
    }

    private static void prefer(String person, String preferences) {
        Tokens.as(person)
                .contentType(ContentType.JSON)
                .body(preferences)
                .put(BASE + "/preferences")
                .then()
                .statusCode(200);
    }

    private void happens(MessageEvent... happened) {
        events.apply(List.of(happened).stream()
                .map(event -> new LogRecord<>(0, 0, event.conversationId(), event, Context.root()))
                .toList());
    }

    private PushRow row(Broadcasts broadcast, String person) {
        String key = PushRow.key(person, broadcast.id());
        return rows.find(List.of(key)).await().indefinitely().get(key);
    }

    private static String reason(Broadcasts broadcast, String person) {
        return Tokens.as(person)
                .queryParam("messageId", broadcast.id() + "-1")
                .get(BASE + "/decisions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("decisions[0].reason");
    }
}
