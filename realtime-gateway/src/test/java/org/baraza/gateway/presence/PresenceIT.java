package org.baraza.gateway.presence;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.baraza.gateway.Tokens;
import org.baraza.local.Backends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

/** Who learns of whom that they are online. */
@QuarkusTest
@WithTestResource(RealBackends.class)
@WithTestResource(StubContacts.class)
class PresenceIT {

    @Inject
    ReactiveRedisDataSource redis;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    Backends backends;
    StubContacts conversations;

    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();
    private final String chidi = "chidi-" + UUID.randomUUID();
    private TestLog log;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
        log = new TestLog(backends.kafkaBootstrap());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whoSharesAConversationIsToldWhoComes() {
        // Given
        conversations.share(amina, baraka);
        try (RawSocket watcher = asking(amina)) {
            // When
            try (RawSocket friend = RawSocket.connect(gateway, baraka)) {
                // Then
                watcher.awaitText(status(baraka, true));
                assertThat(listOf(amina)).contains(amina, baraka);
                assertThat(friend.isOpen()).isTrue();
            }
        }
    }

    @Test
    void strangersAreToldNothing() {
        // Given
        conversations.share(amina, baraka);
        try (RawSocket watcher = asking(amina);
                RawSocket stranger = RawSocket.connect(gateway, chidi);
                RawSocket friend = RawSocket.connect(gateway, baraka)) {
            // When: what came later than the stranger is told
            stranger.awaitText(status(chidi, true));
            watcher.awaitText(status(baraka, true));

            // Then
            assertThat(watcher.texts()).noneMatch(text -> text.contains(chidi));
            assertThat(listOf(amina)).doesNotContain(chidi);
            assertThat(friend.isOpen()).isTrue();
        }
    }

    @Test
    void theFirstMessageBetweenTwoPeopleMakesThemKnownToEachOther() {
        // Given
        conversations.share(amina);
        conversations.share(baraka);
        try (RawSocket one = asking(amina);
                RawSocket other = asking(baraka)) {
            one.awaitText(status(amina, true));
            other.awaitText(status(baraka, true));

            // When
            log.tell(message(amina, baraka));

            // Then
            one.awaitText(status(baraka, true));
            other.awaitText(status(amina, true));
        }
    }

    @Test
    void aBlockHidesBothAndItsEndShowsThemAgain() {
        // Given
        conversations.share(amina, baraka);
        conversations.share(baraka, amina);
        try (RawSocket one = asking(amina);
                RawSocket other = asking(baraka)) {
            one.awaitText(status(baraka, true));
            long before = count(one, status(baraka, true));

            // When
            log.publish(blocking(amina, List.of(baraka)));

            // Then
            one.awaitText(status(baraka, false));
            other.awaitText(status(amina, false));
            assertThat(listOf(baraka)).doesNotContain(amina);
            presence(baraka, amina).body("users", hasSize(0));

            // When
            log.publish(blocking(amina, List.of()));

            // Then
            await().atMost(ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(count(one, status(baraka, true))).isGreaterThan(before));
        }
    }

    @Test
    void whoAsksWhileContactsCannotBeReadGetsTheListWhenTheyCan() {
        // Given
        try (RawSocket friend = RawSocket.connect(gateway, baraka);
                RawSocket watcher = RawSocket.connect(gateway, amina)) {
            friend.awaitText(status(baraka, true));
            watcher.send("421[\"online:get-users\"]");
            watcher.send("422[\"online:get-users\"]");
            watcher.awaitText("432[");
            assertThat(watcher.awaitText("431[")).isEqualTo("431[{\"userIds\":[\"" + amina + "\"]}]");

            // When
            conversations.share(amina, baraka);

            // Then
            String list = "42[\"online:users-list\",{\"userIds\":[\"" + amina + "\",\"" + baraka + "\"]}]";
            watcher.awaitText(list);
            assertThat(count(watcher, list)).as("asked twice, told once").isEqualTo(1);
        }
    }

    @Test
    void restTellsOfContactsOnlyOnHowManyDevicesTheyAre() {
        // Given
        conversations.share(amina, baraka);
        try (RawSocket phone = RawSocket.connect(gateway, baraka);
                RawSocket laptop = RawSocket.connect(gateway, baraka);
                RawSocket stranger = RawSocket.connect(gateway, chidi)) {
            // Then
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> presence(amina, chidi + "," + baraka)
                            .body("users.userId", contains(baraka))
                            .body("users[0].isOnline", equalTo(true))
                            .body("users[0].devices", equalTo(2))
                            .body("users[0].lastSeenAt", nullValue()));
            assertThat(List.of(phone, laptop, stranger)).allMatch(RawSocket::isOpen);
        }
    }

    @Test
    void restRefusesWhatIsNoListOfIdsAndSaysSoWhenItCannotKnow() {
        given().auth()
                .oauth2(Tokens.of(amina))
                .queryParam("userIds", "a b")
                .get("/api/v1/presence")
                .then()
                .statusCode(400)
                .body("code", equalTo("BAD_REQUEST"));
        presence(chidi, amina, 503).body("code", equalTo("SERVICE_UNAVAILABLE"));
    }

    @Test
    void aStormOfConnectsIsAFewCallsToRedis() {
        // Given
        List<String> people =
                IntStream.range(0, 30).mapToObj(i -> amina + "-" + i).toList();
        List<String> connects = people.stream()
                .map(person -> "40{\"token\":\"" + Tokens.of(person) + "\"}")
                .toList();
        List<RawSocket> sockets =
                people.stream().map(person -> RawSocket.open(gateway)).toList();
        long before = scripts();

        // When
        IntStream.range(0, people.size()).forEach(i -> sockets.get(i).send(connects.get(i)));
        IntStream.range(0, people.size()).forEach(i -> sockets.get(i).awaitText(status(people.get(i), true)));
        long calls = scripts() - before;
        sockets.forEach(RawSocket::close);

        // Then: one for each would be more, even without the renewals meanwhile
        assertThat(calls).isLessThan(people.size() / 2);
    }

    private long scripts() {
        return redis.execute("INFO", "commandstats")
                .await()
                .atMost(ofSeconds(10))
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:calls="))
                .mapToLong(line -> Long.parseLong(line.split("[=,]")[1]))
                .sum();
    }

    private String listOf(String userId) {
        try (RawSocket socket = asking(userId)) {
            return socket.awaitText("42[\"online:users-list\"");
        }
    }

    private RawSocket asking(String userId) {
        RawSocket socket = RawSocket.connect(gateway, userId);
        socket.send("42[\"online:get-users\"]");
        socket.awaitText("42[\"online:users-list\"");
        return socket;
    }

    private ValidatableResponse presence(String caller, String userIds) {
        return presence(caller, userIds, 200);
    }

    private ValidatableResponse presence(String caller, String userIds, int status) {
        return given().auth()
                .oauth2(Tokens.of(caller))
                .queryParam("userIds", userIds)
                .get("/api/v1/presence")
                .then()
                .statusCode(status);
    }

    private static long count(RawSocket socket, String text) {
        return socket.texts().stream().filter(text::equals).count();
    }

    private static String status(String userId, boolean isOnline) {
        return "42[\"user:status-change\",{\"userId\":\"" + userId + "\",\"isOnline\":" + isOnline + "}]";
    }

    private static UserChanged blocking(String userId, List<String> blocked) {
        return new UserChanged(
                userId, userId, null, userId, null, null, null, AccountType.CHAPTER_MEMBER, null, blocked, false, null);
    }

    private static MessageSent message(String senderId, String receiverId) {
        String conversationId = ConversationId.direct(senderId, receiverId).value();
        Instant now = Instant.now();
        MessageView view = new MessageView(
                conversationId + "-1",
                conversationId,
                1,
                "c-1",
                UserProfile.unknown(senderId),
                "habari",
                List.of(),
                false,
                false,
                List.of(senderId),
                false,
                null,
                now,
                0,
                false,
                null);
        return new MessageSent(UUID.randomUUID().toString(), conversationId, 1, senderId, receiverId, "c-1", now, view);
    }
}
