package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.notification.AllNotificationsRead;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationRead;
import org.baraza.eventlog.LogRecord;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.RawTopic;
import org.baraza.notification.testing.Tokens;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class MessageNotifierIT {

    @Inject
    MessageNotifier notifier;

    @Inject
    RunRepository runs;

    @Inject
    Neighbours neighbours;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    @ConfigProperty(name = "notification-service.kafka.bootstrap-servers")
    String bootstrapServers;

    private final List<String> people = Stream.of("amina", "bob", "chidi", "dalia")
            .map(Conversation::somebody)
            .toList();
    private final Map<String, InboxModel> models = new LinkedHashMap<>();

    @Test
    void whatWasWrittenButNotPublishedBeforeACrashIsPublishedAfterIt() throws Exception {
        // Given
        Conversation conversation = Conversation.between(people.get(0), people.get(1));
        String bob = people.get(1);
        notifier.apply(records(List.of(conversation.message(people.get(0), "one"))));
        List<MessageEvent> batch = List.of(conversation.reading(bob, 1), conversation.message(people.get(0), "two"));
        writeOnly(batch);

        // When
        notifier.apply(records(batch));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).hasSize(3));
        assertThat(neighbours.heardOf(bob).get(1)).isEqualTo(new NotificationRead(bob, conversation.id() + "~1", 1));
        assertThat(neighbours.heardOf(bob).get(2))
                .isInstanceOfSatisfying(
                        NotificationRaised.class,
                        raised -> assertThat(raised.notification().id()).isEqualTo(conversation.id() + "~2"));
    }

    @Test
    void anEventThatIsPublishedAgainHasTheSameId() throws Exception {
        // Given
        Conversation conversation = Conversation.between(people.get(0), people.get(1));
        String bob = people.get(1);
        notifier.apply(records(List.of(conversation.message(people.get(0), "one"))));
        List<MessageEvent> batch = List.of(conversation.reading(bob, 1), conversation.message(people.get(0), "two"));

        // When
        notifier.apply(records(batch));
        notifier.apply(records(batch));

        // Then
        String prefix = bob + "~" + conversation.id();
        assertThat(RawTopic.read(bootstrapServers, Topics.NOTIFICATION_EVENTS, bob))
                .extracting(record -> RawTopic.header(record, "ce_id"))
                .containsExactly(
                        prefix + "~1~raised~1",
                        prefix + "~1~read",
                        prefix + "~2~raised~2",
                        prefix + "~1~read",
                        prefix + "~2~raised~2");
    }

    @Test
    void aNotificationOfBeforeThereWereVersionsGoesOnFromWhereItWas() throws Exception {
        // Given
        Conversation conversation = Conversation.between(people.get(0), people.get(1));
        conversation.message(people.get(0), "one");
        String key = NotificationId.documentKey(people.get(1), conversation.id());
        client.getDatabase(databaseName)
                .getCollection(NotificationDocument.COLLECTION)
                .insertOne(new Document("_id", key)
                        .append("userId", people.get(1))
                        .append("type", NotificationDocument.NEW_MESSAGE)
                        .append("conversationId", conversation.id())
                        .append("senderId", people.get(0))
                        .append("firstSeq", 1L)
                        .append("lastSeq", 1L)
                        .append("count", 1L)
                        .append("isRead", false)
                        .append("preview", "one")
                        .append("createdAt", Date.from(Conversation.BEGINNING)));

        // When
        notifier.apply(records(List.of(conversation.message(people.get(0), "two"))));
        notifier.apply(records(List.of(conversation.edited(people.get(0), 2, "two, mended"))));

        // Then
        assertThat(runs.find(List.of(key)).await().indefinitely().get(key))
                .returns(2L, NotificationDocument::count)
                .returns("two, mended", NotificationDocument::preview)
                .returns(2L, NotificationDocument::version);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261101})
    void howeverTheLogIsCutRepeatedAndInterruptedListsAndEventsAreRight(long seed) throws Exception {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> log = RandomTalk.of(random, people, 400);
        int position = 0;
        int furthest = 0;

        // When
        while (position < log.size()) {
            int end = Math.min(log.size(), position + 1 + random.nextInt(40));
            List<MessageEvent> batch = log.subList(position, end);
            boolean crash = random.nextInt(4) == 0;
            if (crash) {
                writeOnly(batch);
            } else {
                notifier.apply(records(batch));
                position = random.nextInt(5) == 0 ? Math.max(0, end - random.nextInt(60)) : end;
            }
            log.subList(Math.min(furthest, end), end).forEach(this::model);
            furthest = Math.max(furthest, end);
            if (!crash && random.nextInt(4) == 0) {
                markSomethingByHand(random);
            }
        }

        // Then
        checkDocuments("seed " + seed);
        people.forEach(person -> checkPerson(person, "seed " + seed));
    }

    @Test
    void instancesThatDoNotKnowOfEachOtherAndThePersonDoNotOverwriteEachOther() throws Exception {
        // Given
        Random random = new Random(7);
        List<MessageEvent> log = RandomTalk.of(random, people.subList(0, 2), 120);
        ExecutorService instances = Executors.newFixedThreadPool(4);

        // When
        List<Future<?>> ends = new ArrayList<>();
        for (int instance = 0; instance < 4; instance++) {
            Random cuts = new Random(instance);
            ends.add(instances.submit(() -> applyAll(log, cuts)));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        instances.shutdown();
        log.forEach(this::model);

        // Then
        checkDocuments("four instances");
    }

    private Void applyAll(List<MessageEvent> log, Random cuts) throws Exception {
        int position = 0;
        while (position < log.size()) {
            int end = Math.min(log.size(), position + 1 + cuts.nextInt(5));
            try {
                notifier.apply(records(log.subList(position, end)));
                position = end;
            } catch (ContendedException e) {
                assertThat(notifier.isTransient(e)).isTrue();
            }
        }
        return null;
    }

    /** What a crash between writing and publishing leaves behind. */
    private void writeOnly(List<MessageEvent> batch) {
        List<Step> steps = records(batch).stream()
                .flatMap(record -> Step.of(record, new Preview(140)).stream())
                .toList();
        Map<String, NotificationDocument> before = runs.find(
                        steps.stream().map(Step::documentKey).toList())
                .await()
                .indefinitely();
        List<Outcome> changed =
                RunFold.fold(before, steps).stream().filter(Outcome::isChanged).toList();
        if (!changed.isEmpty()) {
            assertThat(runs.write(changed).await().indefinitely()).isTrue();
        }
    }

    private void model(MessageEvent event) {
        for (String person : people) {
            if (event.conversationId().contains(person)) {
                models.computeIfAbsent(
                                NotificationId.documentKey(person, event.conversationId()),
                                key -> new InboxModel(person))
                        .on(event);
            }
        }
    }

    private void markSomethingByHand(Random random) {
        String person = people.get(random.nextInt(people.size()));
        List<InboxModel> unread = unreadOf(person);
        if (unread.isEmpty()) {
            return;
        }
        if (random.nextInt(3) == 0) {
            int count = Tokens.as(person)
                    .post("/api/v1/notifications/mark-all-read")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("count");
            assertThat(count).isEqualTo(unread.size());
            unread.forEach(InboxModel::markByHand);
        } else {
            InboxModel one = unread.get(random.nextInt(unread.size()));
            Tokens.as(person)
                    .patch("/api/v1/notifications/{id}/read", one.publicId())
                    .then()
                    .statusCode(200);
            one.markByHand();
        }
    }

    private List<InboxModel> unreadOf(String person) {
        return models.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(person + "~"))
                .map(Map.Entry::getValue)
                .filter(InboxModel::isUnread)
                .toList();
    }

    private void checkDocuments(String label) {
        Map<String, NotificationDocument> stored =
                new HashMap<>(runs.find(models.keySet()).await().indefinitely());
        models.forEach((key, model) -> assertThat(model.agreesWith(stored.get(key)))
                .as("%s: %s is not %s", label, stored.get(key), model)
                .isTrue());
    }

    private void checkPerson(String person, String label) {
        List<String> expected =
                unreadOf(person).stream().map(InboxModel::publicId).toList();
        List<String> listed = Tokens.as(person)
                .queryParam("unreadOnly", "true")
                .queryParam("limit", "100")
                .get("/api/v1/notifications")
                .path("notifications.id");
        assertThat(listed).as(label).containsExactlyInAnyOrderElementsOf(expected);
        await().untilAsserted(() -> {
            assertThat(unreadAsHeard(person)).as(label).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(neighbours.heardOf(person))
                    .last()
                    .satisfies(event -> assertThat(event.unreadCount()).isEqualTo(expected.size()));
        });
    }

    private Set<String> unreadAsHeard(String person) {
        Set<String> unread = new LinkedHashSet<>();
        for (NotificationEvent event : neighbours.heardOf(person)) {
            if (event instanceof NotificationRaised raised) {
                unread.add(raised.notification().id());
            } else if (event instanceof NotificationRead read) {
                unread.remove(read.notificationId());
            } else if (event instanceof AllNotificationsRead) {
                unread.clear();
            }
        }
        return unread;
    }

    private static List<LogRecord<MessageEvent>> records(List<MessageEvent> events) {
        return events.stream()
                .map(event -> new LogRecord<>(0, 0, event.conversationId(), event, Context.root()))
                .toList();
    }
}
