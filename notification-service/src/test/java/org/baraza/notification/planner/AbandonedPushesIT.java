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
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.baraza.contracts.ConversationId;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A thousand pushes whose replica was killed at every step: what it left is what the database holds then. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class AbandonedPushesIT {

    private static final int PUSHES = 1_000;
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String PATH = "/api/v1/notifications/decisions";

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
                row.lease("dead", Instant.EPOCH);
            }
            if (i % 3 == 2) {
                made.add(Decision.of(
                        row, Reason.SENT, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS), null, List.of()));
            }
            left.put(row.id, row);
        }
        made.forEach(decision -> decisions.put(decision).await().indefinitely());

        // When
        assertThat(rows.write(left.values()).await().indefinitely()).isTrue();

        // Then
        await().atMost(LONG)
                .until(() -> rows.find(left.keySet()).await().indefinitely().values().stream()
                        .allMatch(row -> row.dueAt == null && row.decidedUpTo == 1));
        assertThat(left.values())
                .allSatisfy(row -> assertThat(
                                decisions.of(bob, row.conversationId, 1).await().indefinitely())
                        .satisfies(decision -> assertThat(decision.reason()).isEqualTo("SENT")));
        Map<String, Set<String>> keys = outboxes.of(bob).stream()
                .collect(Collectors.groupingBy(
                        push -> push.get("cause").textValue(),
                        Collectors.mapping(AbandonedPushesIT::collapseKey, Collectors.toSet())));
        assertThat(keys).hasSize(PUSHES - made.size());
        assertThat(keys).allSatisfy((cause, own) -> assertThat(own).containsExactly(CollapseKey.of(cause)));
        assertThat(made).noneMatch(decision -> keys.containsKey(decision.conversationId()));
    }

    @Test
    void whoAsksForOthersMustBeASuperAdmin() {
        // Given
        String message =
                Conversation.between(bob, Conversation.somebody("amina")).id() + "-1";

        // Then
        assertThat(RestAssured.given()
                        .queryParam("messageId", message)
                        .get(PATH)
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask(message, Conversation.somebody("amina")).statusCode()).isEqualTo(403);
        assertThat(ask(message, bob).statusCode()).isEqualTo(200);
        assertThat(Tokens.as(bob)
                        .queryParam("messageId", "dm.a.b-1")
                        .get(PATH)
                        .jsonPath()
                        .getList("decisions"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"$ne\":null}", "dm.a.b-0", "dm.a.b", "dm.a.b-99999999999999999999", "😀-1"})
    void anIdThatIsNoneIsRefused(String id) {
        Response response = ask(id, bob);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("message"))
                .contains("messageId")
                .doesNotContain("$");
    }

    private Response ask(String messageId, String userId) {
        return Tokens.as(bob)
                .queryParam("messageId", messageId)
                .queryParam("userId", userId)
                .get(PATH);
    }

    private PushRow waiting(String sender) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        PushRow row = PushRow.of(bob, ConversationId.direct(bob, sender).value());
        row.arrive(1, sender, "hello", now, now);
        return row;
    }

    private static String collapseKey(JsonNode push) {
        return push.get("collapseKey").textValue();
    }
}
