package org.baraza.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A series of scheduled broadcasts, fired by two replicas of conversation-service, each of which is killed with SIGKILL amid
 * them and started again.
 */
class ScheduledBroadcastsIT {

    private static final int COUNT = 100;
    private static final Duration EVERY = Duration.ofMillis(200);
    /** Time to schedule them all. */
    private static final Duration AHEAD = Duration.ofSeconds(12);

    /** Within a second on a machine that has nothing else to do, as is printed; this is what a busy one keeps, too. */
    private static final Duration NOT_FORGOTTEN = Duration.ofSeconds(10);

    private static final Duration BOUND = Duration.ofSeconds(60);

    @RegisterExtension
    static final RunningPlatform PLATFORM =
            RunningPlatform.with(options -> options.withGateways(1).withReplicas("conversation-service", 2));

    private final List<Instant> kills = new ArrayList<>();

    @Test
    void areSentOnceEachAndOnTimeWhateverReplicaIsKilled() {
        // Given
        PLATFORM.community().joinAs(List.of(person("author", AccountType.SUPER_ADMIN), reader()));
        Rest author = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf("author"));
        Instant first = Instant.now().plus(AHEAD);
        Map<String, Instant> dueById = new LinkedHashMap<>();
        for (int i = 0; i < COUNT; i++) {
            Instant due = first.plus(EVERY.multipliedBy(i));
            dueById.put(schedule(author, due), due);
        }
        assertThat(Instant.now()).isBefore(first);
        try (Peer peer = Peer.connect(PLATFORM.gateway(0), PLATFORM.community().tokenOf("reader"))) {

            // When
            await().atMost(BOUND).until(() -> sent(peer).size() >= COUNT / 4);
            ManagedProcess second = kill("conversation-service-2");
            await().atMost(BOUND).until(() -> sent(peer).size() >= COUNT / 3);
            second.restart();
            await().atMost(BOUND).until(() -> sent(peer).size() >= COUNT * 3 / 4);
            kill("conversation-service").restart();

            // Then
            await().atMost(BOUND).untilAsserted(() -> assertThat(sent(peer)).hasSizeGreaterThanOrEqualTo(COUNT));
            await().atMost(BOUND)
                    .untilAsserted(
                            () -> assertThat(states(author)).hasSize(COUNT).containsOnly("SENT"));
            assertThat(sent(peer)).hasSize(COUNT).containsExactlyInAnyOrderElementsOf(dueById.keySet());
            assertThat(lateness(peer, dueById))
                    .allSatisfy((due, late) -> assertThat(late)
                            .as("due at %s, kills at %s", due, kills)
                            .isBetween(Duration.ZERO, NOT_FORGOTTEN));
        }
    }

    private ManagedProcess kill(String name) {
        ManagedProcess process = PLATFORM.platform().process(name);
        kills.add(Instant.now());
        process.kill();
        return process;
    }

    private static Map<Instant, Duration> lateness(Peer peer, Map<String, Instant> dueById) {
        Map<Instant, Duration> lateness = new LinkedHashMap<>();
        peer.received("message:broadcast").stream().map(Peer.Received::body).forEach(message -> {
            Instant due = dueById.get(message.getString("clientMessageId"));
            lateness.put(due, Duration.between(due, Instant.parse(message.getString("createdAt"))));
        });
        List<Duration> sorted = lateness.values().stream().sorted().toList();
        System.out.printf(
                "scheduled broadcasts: %d, half of them %d ms after their time at most, the latest %d ms%n",
                COUNT, sorted.get(COUNT / 2).toMillis(), sorted.get(COUNT - 1).toMillis());
        return lateness;
    }

    private static List<String> sent(Peer peer) {
        return peer.received("message:broadcast").stream()
                .map(event -> event.body().getString("clientMessageId"))
                .toList();
    }

    private static List<String> states(Rest author) {
        JsonNode page = author.read("/broadcasts/scheduled?limit=" + COUNT);
        return StreamSupport.stream(page.get("broadcasts").spliterator(), false)
                .map(schedule -> schedule.get("state").asText())
                .toList();
    }

    private static String schedule(Rest author, Instant due) {
        Rest.Answer answer = author.post(
                "/broadcasts",
                "{\"title\":\"On time\",\"content\":\"Now\",\"recipientType\":\"CUSTOM\",\"recipientIds\":[\"reader\"],"
                        + "\"scheduledFor\":\"" + due + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    private static UserChanged reader() {
        return person("reader", AccountType.CHAPTER_MEMBER);
    }

    private static UserChanged person(String id, AccountType accountType) {
        return new UserChanged(id, id, "of the test", id, id, null, null, accountType, null);
    }
}
