package org.baraza.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two people, each with a socket on each of two gateways. */
class FirstMessageIT {

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();
    private final String conversation = "dm." + amina + "." + baraka;

    @Test
    void everySocketSeesEveryMessageOnceAndInOrder() {
        // Given
        PLATFORM.community().join(amina, baraka);
        try (Peer amina1 = peer(0, amina);
                Peer amina2 = peer(1, amina);
                Peer baraka1 = peer(0, baraka);
                Peer baraka2 = peer(1, baraka)) {
            int messages = 40;

            // When
            List<JSONObject> acks = IntStream.range(0, messages)
                    .mapToObj(i -> i % 2 == 0
                            ? amina1.send(baraka, "a" + i, "message " + i).join()
                            : baraka2.send(amina, "b" + i, "message " + i).join())
                    .toList();

            // Then
            assertThat(acks)
                    .extracting(ack -> ack.getLong("seq"))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, messages)
                            .mapToObj(Long::valueOf)
                            .toList());
            List<String> ids = acks.stream().map(ack -> ack.getString("id")).toList();
            for (Peer socket : List.of(amina1, amina2, baraka1, baraka2)) {
                await().untilAsserted(() -> assertThat(socket.received("message:new"))
                        .extracting(event -> event.body().getString("id"))
                        .containsExactlyElementsOf(ids));
            }
            assertThat(acks)
                    .allSatisfy(ack -> assertThat(ack.getString("createdAt")).endsWith("Z"));
            agreeOverRest(ids);
        }
    }

    private void agreeOverRest(List<String> ids) {
        JsonNode page = rest(1, amina).read("/messages/conversations/" + conversation + "?limit=100");
        assertThat(page.path("messages"))
                .extracting(message -> message.path("id").asText())
                .containsExactlyElementsOf(ids);
        assertThat(page.path("total").asLong()).isEqualTo(ids.size());
        assertThat(page.path("conversation").path("type").asText()).isEqualTo("DIRECT");
        await().untilAsserted(() -> {
            JsonNode inbox = rest(0, baraka).read("/messages/conversations");
            assertThat(inbox.path("total").asLong()).isEqualTo(1);
            JsonNode entry = inbox.path("conversations").path(0);
            assertThat(entry.path("id").asText()).isEqualTo(conversation);
            assertThat(entry.path("lastMessage").path("id").asText()).isEqualTo(ids.get(ids.size() - 1));
            assertThat(entry.path("otherParticipant").path("_id").asText()).isEqualTo(amina);
        });
    }

    @Test
    void aRecipientIsToldAndCountsAreRightEverywhere() {
        // Given
        PLATFORM.community().join(amina, baraka);
        try (Peer sender = peer(0, amina);
                Peer reading = peer(1, baraka);
                Peer elsewhere = peer(0, baraka)) {
            reading.ask("conversation:join", conversation).join();

            // When
            sender.send(baraka, "1", "first").join();
            sender.send(baraka, "2", "second").join();

            // Then
            await().untilAsserted(() -> {
                assertThat(reading.received("message:new")).hasSize(2);
                assertThat(elsewhere.received("notification:new-message"))
                        .extracting(event -> event.body().getString("conversationId"))
                        .containsExactly(conversation, conversation);
                assertThat(reading.received("notification:new-message")).isEmpty();
                assertThat(elsewhere.received("notification:new")).isNotEmpty();
                assertThat(lastCount(elsewhere)).isEqualTo(1);
                assertThat(rest(0, baraka)
                                .read("/messages/unread-count")
                                .path("direct")
                                .asLong())
                        .isEqualTo(2);
                assertThat(rest(1, baraka)
                                .read("/notifications/unread-count")
                                .path("count")
                                .asLong())
                        .isEqualTo(1);
            });

            // When
            assertThat(rest(1, baraka)
                            .post("/messages/conversations/" + conversation + "/read", "")
                            .status())
                    .isEqualTo(200);

            // Then
            await().untilAsserted(() -> {
                JsonNode unread = rest(1, baraka).read("/messages/unread-count");
                assertThat(unread.path("total").asLong()).isZero();
                assertThat(rest(0, baraka)
                                .read("/notifications/unread-count")
                                .path("count")
                                .asLong())
                        .isZero();
                assertThat(lastCount(elsewhere)).isZero();
                assertThat(sender.received("conversation:read")).isNotEmpty();
            });
            JsonNode page = rest(0, amina).read("/messages/conversations/" + conversation);
            assertThat(page.path("messages").path(1).path("isRead").asBoolean()).isTrue();
            assertThat(page.path("messages").path(1).path("isMine").asBoolean()).isTrue();
        }
    }

    @Test
    void restTakesTheSameRoadAsTheSocket() {
        // Given
        PLATFORM.community().join(amina, baraka);
        try (Peer receiver = peer(1, baraka)) {
            // When
            Rest.Answer answer =
                    rest(0, amina).post("/messages", "{\"receiverId\":\"" + baraka + "\",\"content\":\"by REST\"}");

            // Then
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().path("conversation").path("id").asText()).isEqualTo(conversation);
            JsonNode message = answer.body().path("message");
            assertThat(message.path("seq").asLong()).isEqualTo(1);
            assertThat(message.path("isMine").asBoolean()).isTrue();
            assertThat(message.path("sender").path("_id").asText()).isEqualTo(amina);
            await().untilAsserted(() -> assertThat(receiver.received("message:new"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.body().getString("content")).isEqualTo("by REST");
                        assertThat(event.body().getBoolean("isMine")).isFalse();
                    }));
        }
    }

    @Test
    void presenceIsRightOnBothGatewaysAndDoesNotFlickerOnAReload() {
        // Given
        PLATFORM.community().join(amina, baraka);
        try (Peer watcher = peer(0, amina)) {
            watcher.send(baraka, "hello", "are you there?").join();
            watcher.emit("online:get-users");
            await().untilAsserted(() ->
                    assertThat(watcher.received("online:users-list")).hasSize(1));
            Peer first = peer(1, baraka);
            await().untilAsserted(() -> assertThat(statuses(watcher)).containsExactly(true));

            // When
            watcher.emit("online:get-users");

            // Then
            await().untilAsserted(() -> assertThat(watcher.received("online:users-list"))
                    .last()
                    .satisfies(event -> assertThat(
                                    event.body().getJSONArray("userIds").toString())
                            .contains("\"" + amina + "\"", "\"" + baraka + "\"")));

            // When
            Peer second = peer(0, baraka);
            first.close();
            second.close();
            Peer third = peer(1, baraka);

            // Then
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(statuses(watcher)).containsExactly(true));
            third.close();
            await().untilAsserted(() -> assertThat(statuses(watcher)).containsExactly(true, false));
        }
    }

    private List<Boolean> statuses(Peer watcher) {
        return watcher.received("user:status-change").stream()
                .filter(event -> event.body().getString("userId").equals(baraka))
                .map(event -> event.body().getBoolean("isOnline"))
                .toList();
    }

    private static long lastCount(Peer peer) {
        List<Peer.Received> counts = peer.received("notifications:count");
        return counts.isEmpty() ? -1 : counts.get(counts.size() - 1).body().getLong("count");
    }

    private static Peer peer(int gateway, String userId) {
        return Peer.connect(PLATFORM.gateway(gateway), PLATFORM.community().tokenOf(userId));
    }

    private static Rest rest(int gateway, String userId) {
        return new Rest(PLATFORM.gateway(gateway), PLATFORM.community().tokenOf(userId));
    }
}
