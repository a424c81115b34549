package org.baraza.conversation.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Random talk with repetitions against a count of the whole log, message by message. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class RecountIT {

    private static final int PEOPLE = 5;
    private static final int STEPS = 1_500;

    @Inject
    Events events;

    private final List<String> people = IntStream.range(0, PEOPLE)
            .mapToObj(number -> Talk.somebody("person" + number))
            .toList();
    private final Map<String, Talk> talks = new HashMap<>();
    private final Map<String, List<MessageEvent>> logs = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {20261101, 42, 7})
    void numbersEqualARecountOfTheLog(long seed) {
        // Given
        Random random = new Random(seed);
        List<MessageEvent> stream = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            stream.addAll(somethingHappens(random));
        }

        // When
        for (int from = 0; from < stream.size(); ) {
            int to = Math.min(stream.size(), from + 1 + random.nextInt(200));
            events.publish(stream.subList(from, to));
            from = to;
        }
        talks.values().forEach(events::awaitAllOf);

        // Then
        assertThat(people).allSatisfy(this::assertRecounted);
    }

    /** A message, a read, or a crash: what was last said of a conversation is said again. */
    private List<? extends MessageEvent> somethingHappens(Random random) {
        String one = people.get(random.nextInt(PEOPLE));
        String other = people.get((people.indexOf(one) + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE);
        Talk talk = talks.computeIfAbsent(ConversationId.direct(one, other).value(), id -> Talk.between(one, other));
        List<MessageEvent> log = logs.computeIfAbsent(talk.id(), id -> new ArrayList<>());
        int dice = random.nextInt(10);
        if (dice == 0 && !log.isEmpty()) {
            return List.copyOf(log.subList(log.size() - 1 - random.nextInt(Math.min(log.size(), 20)), log.size()));
        }
        MessageEvent event = talk.head() == 0 || dice < 5 ? talk.sent(one) : somethingElse(talk, one, random);
        log.add(event);
        return List.of(event);
    }

    /** Mostly about one of the last messages, since the list shows nothing of the others. */
    private MessageEvent somethingElse(Talk talk, String actor, Random random) {
        long recent = talk.head() - random.nextInt((int) Math.min(talk.head(), 2));
        boolean isTombstone = logs.get(talk.id()).stream()
                .anyMatch(event -> event instanceof MessageDeleted deleted
                        && deleted.seq() == recent
                        && deleted.scope() == DeletionScope.EVERYONE);
        if (isTombstone) {
            return talk.archived(actor);
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> talk.edited(actor, recent, "edit " + talk.headRev(), List.of());
            case 2 -> talk.deleted(actor, recent, DeletionScope.ME);
            case 3 -> talk.deleted(actor, recent, DeletionScope.EVERYONE);
            case 4, 5 -> talk.archived(actor);
            default -> talk.read(actor, random.nextInt((int) talk.head() + 1));
        };
    }

    private void assertRecounted(String person) {
        List<Talk> own = talks.values().stream()
                .filter(talk -> talk.head() > 0 && talk.id().contains(person))
                .toList();
        List<Talk> listed = own.stream().filter(talk -> isListed(talk, person)).toList();
        JsonPath list = InboxClient.list(person, "?limit=100");
        assertThat(list.getInt("total")).isEqualTo(listed.size());
        assertThat(InboxClient.unread(person).getLong("direct"))
                .isEqualTo(own.stream().mapToLong(talk -> unread(talk, person)).sum());
        assertThat(listed).allSatisfy(talk -> {
            Map<String, Object> shown = list.getMap("conversations.find { it.id == '" + talk.id() + "' }");
            assertThat(shown)
                    .containsEntry("head", (int) talk.head())
                    .containsEntry("headRev", (int) talk.headRev())
                    .containsEntry("readSeq", (int) cursor(talk, person))
                    .containsEntry("unreadCount", (int) unread(talk, person));
            assertThat(list.getMap("conversations.find { it.id == '" + talk.id() + "' }.lastMessage"))
                    .containsAllEntriesOf(lastMessage(talk, person));
        });
    }

    /** Told event by event, as the person saw them happen. */
    private Map<String, Object> lastMessage(Talk talk, String person) {
        Map<String, Object> last = new HashMap<>();
        for (MessageEvent event : logs.get(talk.id())) {
            if (event instanceof MessageSent sent && sent.seq() == talk.head()) {
                last.put("content", sent.message().content());
                last.put("rev", 0);
                last.put("isEdited", false);
                last.put("isDeleted", false);
            } else if (event instanceof MessageEdited edited && edited.seq() == talk.head()) {
                last.put("isEdited", true);
                last.put(
                        "content",
                        last.get("isDeleted").equals(true)
                                ? ""
                                : edited.message().content());
                last.put("rev", (int) edited.rev());
            } else if (event instanceof MessageDeleted deleted
                    && deleted.seq() == talk.head()
                    && (deleted.scope() == DeletionScope.EVERYONE
                            || deleted.actorId().equals(person))) {
                last.put("content", "");
                last.put("isDeleted", true);
                last.put("rev", (int) deleted.rev());
            }
        }
        return last;
    }

    private boolean isListed(Talk talk, String person) {
        boolean listed = false;
        for (MessageEvent event : logs.get(talk.id())) {
            if (event instanceof MessageSent) {
                listed = true;
            } else if (event instanceof ConversationArchived archived
                    && archived.userId().equals(person)) {
                listed = false;
            }
        }
        return listed;
    }

    private long unread(Talk talk, String person) {
        long cursor = cursor(talk, person);
        return logs.get(talk.id()).stream()
                .filter(event -> event instanceof MessageSent sent && sent.seq() > cursor)
                .count();
    }

    private long cursor(Talk talk, String person) {
        return logs.get(talk.id()).stream()
                .flatMap(event -> positionOf(event, person))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static Stream<Long> positionOf(MessageEvent event, String person) {
        if (event instanceof MessageSent sent && sent.senderId().equals(person)) {
            return Stream.of(sent.seq());
        }
        return event instanceof ConversationRead read && read.readerId().equals(person)
                ? Stream.of(read.seq())
                : Stream.empty();
    }
}
