package org.baraza.notification.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class DecisionsIT {

    private static final String PATH = "/api/v1/notifications/decisions";

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final String bob = Conversation.somebody("bob");
    private final String cause =
            Conversation.between(bob, Conversation.somebody("amina")).id();

    @Inject
    DecisionRepository decisions;

    @Inject
    DecisionSweep sweep;

    @Test
    void eachChannelDecidesForItself() {
        // Given
        Decision pushed = Decision.of(key(DecisionChannel.PUSH, 3), 5, Reason.SENT, now, 1)
                .after(2, List.of(new DeviceOutcome("web", "laptop", "SENT")), "collapse");
        Decision mailed = Decision.of(key(DecisionChannel.EMAIL, 1), 4, Reason.READ, now, 1);
        put(pushed, mailed);

        // When
        JsonPath both = ask(cause + "-4", bob).jsonPath();
        JsonPath one = ask(cause + "-5", bob).jsonPath();

        // Then
        assertThat(both.getList("decisions.channel")).isEqualTo(List.of("PUSH", "EMAIL"));
        assertThat(both.getList("decisions.reason")).isEqualTo(List.of("SENT", "READ"));
        assertThat(both.getList("decisions.firstSeq")).isEqualTo(List.of(3, 1));
        assertThat(both.getList("decisions.attempts")).isEqualTo(List.of(2, 0));
        assertThat(both.getList("decisions.devices"))
                .isEqualTo(List.of(
                        List.of(Map.of("deviceType", "web", "deviceId", "laptop", "outcome", "SENT")), List.of()));
        assertThat(one.getList("decisions.channel")).isEqualTo(List.of("PUSH"));
    }

    @Test
    void whatQuietHoursHeldAfterItWasTriedIsDecidedInTheEnd() {
        // Given
        DecisionKey key = key(DecisionChannel.PUSH, 1);
        Instant morning = now.plusSeconds(60);
        put(Decision.of(key, 1, Reason.QUIET_HOURS, now, 5).heldUntil(morning).after(3, List.of(), "collapse"));

        // When
        put(Decision.of(key, 2, Reason.SENT, now, 7).heldUntil(morning).after(1, List.of(), "collapse"));

        // Then
        assertThat(decisions.of(bob, cause, 1).await().indefinitely())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.reason()).isEqualTo("SENT");
                    assertThat(decision.lastSeq()).isEqualTo(2);
                    assertThat(decision.heldUntil()).isEqualTo(morning);
                    assertThat(decision.isFinal()).isTrue();
                });
    }

    @Test
    void whoJudgedAnEarlierVersionDoesNotOverwriteWhatWasDecidedOfALater() {
        // Given
        DecisionKey key = key(DecisionChannel.PUSH, 1);
        Decision read = Decision.of(key, 6, Reason.READ, now, 4);
        put(read);

        // When
        put(
                Decision.of(key, 5, Reason.NO_DEVICE, now, 3),
                Decision.of(key(DecisionChannel.PUSH, 7), 7, Reason.NO_DEVICE, now, 3));
        put(Decision.of(key, 5, Reason.QUIET_HOURS, now, 3).heldUntil(now.plusSeconds(60)));

        // Then
        assertThat(decisions.of(bob, cause, 1).await().indefinitely()).containsExactly(read);
        assertThat(decisions.of(bob, cause, 7).await().indefinitely())
                .extracting(Decision::reason)
                .containsExactly("NO_DEVICE");
    }

    @Test
    void ofTwoWhoJudgedTheSameVersionWhoDecidedCountsAndNotWhoWaits() {
        // Given
        DecisionKey key = key(DecisionChannel.PUSH, 1);
        Decision muted = Decision.of(key, 1, Reason.MUTED, now, 2);
        put(Decision.of(key, 1, Reason.QUIET_HOURS, now, 2).heldUntil(now.plusSeconds(60)));

        // When
        put(muted);
        put(Decision.of(key, 1, Reason.QUIET_HOURS, now, 2).heldUntil(now.plusSeconds(60)));

        // Then
        assertThat(decisions.of(bob, cause, 1).await().indefinitely()).containsExactly(muted);
    }

    @Test
    void whatIsOlderThanItIsKeptIsForgottenAndNothingElse() {
        // Given
        Instant old = now.minus(Duration.ofDays(30)).minusSeconds(1);
        Instant young = now.minus(Duration.ofDays(29));
        int many = 2 * DecisionSweep.BATCH + 1;
        List<Decision> forgotten = IntStream.rangeClosed(1, many)
                .mapToObj(seq -> Decision.of(key(DecisionChannel.PUSH, seq), seq, Reason.READ, old, 1))
                .toList();
        Decision kept = Decision.of(key(DecisionChannel.PUSH, many + 1), many + 1, Reason.READ, young, 1);
        decisions.put(forgotten).await().indefinitely();
        put(kept);

        // When
        sweep.sweep();

        // Then
        List<String> ids = forgotten.stream().map(Decision::id).toList();
        assertThat(decisions.find(ids).await().indefinitely()).isEmpty();
        assertThat(decisions.find(List.of(kept.id())).await().indefinitely()).containsValue(kept);
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

    private void put(Decision... made) {
        decisions.put(List.of(made)).await().indefinitely();
    }

    private DecisionKey key(DecisionChannel channel, long firstSeq) {
        return new DecisionKey(channel, bob, cause, firstSeq);
    }
}
