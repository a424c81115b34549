package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.baraza.contracts.ConversationId;
import org.baraza.notification.decision.Decision;
import org.baraza.notification.decision.DecisionRepository;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A thousand pushes whose replica was killed at every step: what it left is what the database holds then. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class AbandonedPushesIT {

    private static final int PUSHES = 1_000;
    private static final Duration LONG = Duration.ofSeconds(120);

    private final String bob = Conversation.somebody("bob");

    @Inject
    Neighbours neighbours;

    @Inject
    Outboxes outboxes;

    @Inject
    PushRepository rows;

    @Inject
    DecisionRepository decisions;

    @Test
    void eachHasOneDecisionAndNoneIsLostWhereverTheReplicaDied() {
        // Given
        neighbours.introduce(bob, "Bob", "Mwangi");
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"t-" + bob + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post("/api/v1/notifications/push-tokens")
                .then()
                .statusCode(200);
        Map<String, PushRow> left = new LinkedHashMap<>();
        List<Decision> made = new ArrayList<>();
        for (int i = 0; i < PUSHES; i++) {
            PushRow row = waiting("sender-" + i);
            if (i % 3 > 0) {
                row.begin();
                row.lease("dead", Instant.EPOCH);
            }
            if (i % 3 == 2) {
                made.add(Decision.of(row.decisionKey(), row.deciding, Reason.SENT, row.lastAt, row.version));
            }
            left.put(row.id, row);
        }
        decisions.put(made).await().indefinitely();

        // When
        assertThat(rows.write(left.values()).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG)
                .until(() -> rows.find(left.keySet()).await().indefinitely().values().stream()
                        .allMatch(row -> row.dueAt == null && row.decidedUpTo == 1));
        assertThat(left.values())
                .allSatisfy(row -> assertThat(
                                decisions.of(bob, row.conversationId, 1).await().indefinitely())
                        .extracting(Decision::reason)
                        .containsExactly("SENT"));
        Map<String, Set<String>> keys = outboxes.of(bob).stream()
                .collect(Collectors.groupingBy(
                        push -> push.get("cause").textValue(),
                        Collectors.mapping(AbandonedPushesIT::collapseKey, Collectors.toSet())));
        assertThat(keys).hasSize(PUSHES - made.size());
        assertThat(keys).allSatisfy((cause, own) -> assertThat(own).containsExactly(CollapseKey.of(cause)));
        assertThat(made).noneMatch(decision -> keys.containsKey(decision.cause()));
    }

    @Test
    void aRetryWhoseDevicesHaveVanishedEndsWithoutADevice() {
        // Given
        String carol = Conversation.somebody("carol");
        neighbours.introduce(carol, "Carol", "Achieng");
        PushRow row = waiting(carol, "sender");
        row.begin();
        row.retry(new Remainder(List.of("a device that was taken away"), 1, Duration.ZERO), row.lastAt);

        // When
        assertThat(rows.write(List.of(row)).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG)
                .until(() -> !decisions
                        .of(carol, row.conversationId, 1)
                        .await()
                        .indefinitely()
                        .isEmpty());
        assertThat(decisions.of(carol, row.conversationId, 1).await().indefinitely())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.reason()).isEqualTo("NO_DEVICE");
                    assertThat(decision.attempts()).isEqualTo(1);
                });
    }

    @Test
    void oneThatCannotBeJudgedHoldsUpNoOther() {
        // Given
        neighbours.introduce(bob, "Bob", "Mwangi");
        Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"token\":\"u-" + bob + "\",\"deviceType\":\"android\",\"deviceId\":\"phone\"}")
                .post("/api/v1/notifications/push-tokens")
                .then()
                .statusCode(200);
        PushRow broken = waiting("somebody");
        broken.lastAt = null;
        PushRow whole = waiting("somebody-else");

        // When
        assertThat(rows.write(List.of(broken, whole)).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG)
                .until(() -> !decisions
                        .of(bob, whole.conversationId, 1)
                        .await()
                        .indefinitely()
                        .isEmpty());
        await().atMost(LONG)
                .until(() -> rows.find(List.of(broken.id))
                        .await()
                        .indefinitely()
                        .get(broken.id)
                        .dueAt
                        .isAfter(whole.dueAt.plusSeconds(60)));
        assertThat(decisions.of(bob, whole.conversationId, 1).await().indefinitely())
                .extracting(Decision::reason)
                .containsExactly("SENT");
        assertThat(decisions.of(bob, broken.conversationId, 1).await().indefinitely())
                .isEmpty();
    }

    private PushRow waiting(String sender) {
        return waiting(bob, sender);
    }

    private static PushRow waiting(String receiver, String sender) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        PushRow row =
                PushRow.of(receiver, ConversationId.direct(receiver, sender).value());
        row.arrive(1, sender, "hello", now, now);
        return row;
    }

    private static String collapseKey(JsonNode push) {
        return push.get("collapseKey").textValue();
    }
}
