package org.baraza.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UserDirectoryIT {

    private static Backends backends;
    private static LogSettings settings;
    private static LogWriter writer;
    private static KafkaProducer<String, byte[]> userSystem;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final UserDirectory directory = new UserDirectory(settings, registry);
    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();

    @BeforeAll
    static void startKafka() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA));
        settings = new LogSettings(backends.kafkaBootstrap(), "/baraza/tests", "", Map.of());
        writer = LogWriter.blocking(settings, Duration.ofMinutes(1), Clock.systemUTC(), new SimpleMeterRegistry());
        userSystem = new KafkaProducer<>(
                Map.of("bootstrap.servers", backends.kafkaBootstrap()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopKafka() {
        userSystem.close();
        writer.close();
        backends.close();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void knowsEverybodyOnceStarted() throws Exception {
        // Given
        publish(user(amina, "Amina"));
        publish(user(baraka, "Baraka"));
        publish(user(amina, "Amina Wanjiru"));
        boolean knownBefore = directory.contains(amina);

        // When
        directory.start().get(60, TimeUnit.SECONDS);

        // Then
        assertThat(knownBefore).isFalse();
        assertThat(directory.isLive()).isTrue();
        assertThat(directory.find(amina)).contains(user(amina, "Amina Wanjiru"));
        assertThat(directory.profileOf(baraka)).isEqualTo(user(baraka, "Baraka").profile());
    }

    @Test
    void followsChanges() throws Exception {
        // Given
        directory.start().get(60, TimeUnit.SECONDS);

        // When
        publish(user(amina, "Amina"));
        publish(user(amina, "Amani"));

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(directory.find(amina)).contains(user(amina, "Amani")));
        assertThat(registry.get("baraza.directory.users").gauge().value()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void forgetsWhoHasLeft() throws Exception {
        // Given
        publish(user(amina, "Amina"));
        publish(user(baraka, "Baraka"));
        directory.start().get(60, TimeUnit.SECONDS);
        boolean knownBefore = directory.contains(amina);

        // When
        leave(amina);

        // Then
        assertThat(knownBefore).isTrue();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(directory.contains(amina)).isFalse());
        assertThat(directory.find(amina)).isEmpty();
        assertThat(directory.profileOf(amina)).isEqualTo(UserProfile.unknown(amina));
        assertThat(directory.contains(baraka)).isTrue();
    }

    @Test
    void doesNotKnowWhoHadLeftBeforeItsStart() throws Exception {
        // Given
        publish(user(amina, "Amina"));
        leave(amina);

        // When
        directory.start().get(60, TimeUnit.SECONDS);

        // Then
        assertThat(directory.contains(amina)).isFalse();
    }

    @Test
    void passesOverWhatIsNoUser() throws Exception {
        // Given
        userSystem
                .send(new ProducerRecord<>(Topics.USER_EVENTS, amina, "{}".getBytes(UTF_8)))
                .get();
        ProducerRecord<String, byte[]> malformed =
                new ProducerRecord<>(Topics.USER_EVENTS, amina, "{\"id\":\"not an id\"}".getBytes(UTF_8));
        malformed.headers().add("ce_type", "org.baraza.user.changed.v1".getBytes(UTF_8));
        userSystem.send(malformed).get();
        publish(user(baraka, "Baraka"));

        // When
        directory.start().get(60, TimeUnit.SECONDS);

        // Then
        assertThat(directory.contains(amina)).isFalse();
        assertThat(directory.contains(baraka)).isTrue();
    }

    @Test
    void knowsWhoBelongsToAChapterNow() throws Exception {
        // Given
        String nairobi = "nbo-" + UUID.randomUUID();
        String lagos = "los-" + UUID.randomUUID();
        publish(memberOf(nairobi, amina));
        publish(memberOf(nairobi, baraka));
        directory.start().get(60, TimeUnit.SECONDS);
        Set<String> before = Set.copyOf(directory.membersOf(nairobi));

        // When
        publish(memberOf(lagos, amina));
        leave(baraka);

        // Then
        assertThat(before).containsExactlyInAnyOrder(amina, baraka);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(directory.membersOf(nairobi)).isEmpty());
        assertThat(directory.membersOf(lagos)).containsExactly(amina);
        assertThat(directory.countOf(lagos)).isEqualTo(1);
        assertThat(directory.chapterOf(amina)).isEqualTo(lagos);
        assertThat(directory.chapterOf(baraka)).isNull();
        assertThat(directory.everybody()).contains(amina).doesNotContain(baraka);
        assertThat(directory.count()).isEqualTo(directory.everybody().size());
    }

    @Test
    void aBlockHoldsInBothDirectionsUntilItIsLifted() throws Exception {
        // Given
        publish(blocking(amina, baraka));
        publish(user(baraka, "Baraka"));
        directory.start().get(60, TimeUnit.SECONDS);
        boolean hers = directory.isBlocked(amina, baraka);
        boolean his = directory.isBlocked(baraka, amina);
        boolean anothers = directory.isBlocked(baraka, "chidi");

        // When
        publish(user(amina, "Amina"));

        // Then
        assertThat(hers).isTrue();
        assertThat(his).isTrue();
        assertThat(anothers).isFalse();
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(directory.isBlocked(baraka, amina)).isFalse());
    }

    @Test
    void tellsWhatSomebodyWasAndIsInOrderAndNothingTwice() throws Exception {
        // Given: the first listener is broken
        List<PersonChange> told = new CopyOnWriteArrayList<>();
        directory.onChange(change -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        directory.onChange(change -> {
            if (change.userId().equals(amina)) {
                told.add(change);
            }
        });
        UserChanged first = memberOf("nairobi", amina);
        UserChanged second = memberOf("lagos", amina);

        // When
        publish(first);
        directory.start().get(60, TimeUnit.SECONDS);
        publish(first);
        publish(second);
        leave(amina);

        // Then
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(told)
                        .containsExactly(
                                new PersonChange(amina, null, first),
                                new PersonChange(amina, first, second),
                                new PersonChange(amina, second, null)));
        assertThat(told).extracting(PersonChange::isOfChapter).containsExactly(true, true, true);
        assertThat(new PersonChange(amina, first, first).isOfChapter()).isFalse();
        assertThat(directory.hasEnded()).isFalse();
    }

    private static UserChanged memberOf(String chapterId, String id) {
        return new UserChanged(
                id,
                "Amina",
                "Otieno",
                id,
                null,
                null,
                null,
                AccountType.CHAPTER_MEMBER,
                new Chapter(chapterId, chapterId, chapterId, null, null));
    }

    private static UserChanged blocking(String id, String blockedId) {
        return new UserChanged(
                id,
                "Amina",
                "Otieno",
                id,
                null,
                null,
                null,
                AccountType.CHAPTER_MEMBER,
                null,
                List.of(blockedId),
                false,
                null);
    }

    private static void publish(UserChanged user) {
        writer.append(Topics.USER_EVENTS, user.id(), user, UUID.randomUUID().toString(), Context.root())
                .join();
    }

    private static void leave(String userId) throws ExecutionException, InterruptedException {
        userSystem.send(new ProducerRecord<>(Topics.USER_EVENTS, userId, null)).get();
    }

    private static UserChanged user(String id, String firstName) {
        return new UserChanged(id, firstName, "Otieno", id, null, null, null, AccountType.CHAPTER_MEMBER, null);
    }
}
