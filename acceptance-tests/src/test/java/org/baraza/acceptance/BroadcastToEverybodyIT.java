package org.baraza.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.awaitility.core.ThrowingRunnable;
import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.platform.CommandLog;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.database.Database;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A broadcast to everybody, {@value #PEOPLE} people of whom {@value #CONNECTED} have a socket, beside one to a chapter of
 * {@value #FEW}: what the database writes, as it counts itself, what a reader's number costs, and what is left of it when
 * {@value #READERS} have read it.
 */
class BroadcastToEverybodyIT {

    private static final int PEOPLE = 100_000;
    private static final int CONNECTED = 2_000;
    private static final int FEW = 10;
    private static final int READERS = 20_000;
    /**
     * What the database does for itself now and then is in one of two measurements at most. What readers of the log take in
     * together is written together, so one broadcast may cost a write less than the next: the least of those to everybody
     * is beside the most of those to few.
     */
    private static final int MEASUREMENTS = 2;

    private static final int BROADCASTS_TO_EVERYBODY = 1 + MEASUREMENTS;
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Chapter CHAPTER = new Chapter("few", "Few", "FEW", "Kenya", "Nairobi");

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    private final List<String> people =
            IntStream.range(0, PEOPLE).mapToObj(i -> "person-" + i).toList();
    private final List<Crowd> crowds = List.of(Crowd.at(PLATFORM.gateway(0)), Crowd.at(PLATFORM.gateway(1)));
    private final MongoClient client = MongoClients.create(PLATFORM.platform().mongoUri());
    private final MongoDatabase conversations = client.getDatabase("baraza-conversations");
    private final List<String> toEverybody = new ArrayList<>();

    @AfterEach
    void close() {
        crowds.forEach(Crowd::close);
        client.close();
    }

    @Test
    void costsAsManyWritesAsOneToFewAndDoesNotGrowWhenManyReadIt() {
        assumeThat(PLATFORM.platform().database().kind())
                .as("the stand-in counts no operations")
                .isNotEqualTo(Database.Kind.STAND_IN);

        // Given
        PLATFORM.community()
                .joinAs(IntStream.range(0, PEOPLE).mapToObj(this::person).toList());
        connect();
        eventually(() -> assertThat(standings()).isGreaterThanOrEqualTo(PEOPLE));
        writesOf("ALL", null);
        writesOf("CHAPTER", CHAPTER.id());

        // When
        Map<String, Long> toMany = new HashMap<>();
        Map<String, Long> toFew = new HashMap<>();
        for (int i = 0; i < MEASUREMENTS; i++) {
            writesOf("CHAPTER", CHAPTER.id()).forEach((kind, count) -> toFew.merge(kind, count, Math::max));
            writesOf("ALL", null).forEach((kind, count) -> toMany.merge(kind, count, Math::min));
        }

        // Then
        assertThat(toMany)
                .allSatisfy((kind, count) -> assertThat(count)
                        .as("%ss for everybody, where those for few are %s", kind, toFew)
                        .isLessThanOrEqualTo(toFew.get(kind)));
        assertThat(toMany.values().stream().mapToLong(Long::longValue).sum()).isBetween(3L, 12L);
        eventually(() -> assertThat(devices())
                .allSatisfy(device -> assertThat(toEverybody)
                        .allSatisfy(id -> assertThat(device.broadcasts(id)).isEqualTo(1))));
        oneIndexedReadTellsHowMuchIsUnread();

        // When
        String id = toEverybody.get(toEverybody.size() - 1);
        List<Document> before = documentsOf(id);
        read(id);

        // Then
        eventually(() -> assertThat(counts(id).get("read").asInt()).isEqualTo(rowsOfReaders(id)));
        assertThat(readers(id)).isEqualTo(Set.copyOf(people.subList(0, READERS)));
        eventually(this::everybodysNumberIsRecounted);
        assertThat(Stream.of(FEW, READERS - 1).map(this::unread)).containsOnly(BROADCASTS_TO_EVERYBODY - 1);
        assertThat(Stream.of(READERS, PEOPLE - 1).map(this::unread)).containsOnly(BROADCASTS_TO_EVERYBODY);
        assertThat(documentsOf(id)).isEqualTo(before);
        assertThat(devices())
                .allSatisfy(device -> assertThat(toEverybody)
                        .allSatisfy(broadcast ->
                                assertThat(device.broadcasts(broadcast)).isEqualTo(1)));
    }

    private void connect() {
        List<String> connected = people.subList(0, CONNECTED);
        connected.parallelStream().forEach(PLATFORM.community()::tokenOf);
        crowds.get(0).connect(connected.subList(0, CONNECTED / 2), PLATFORM.community()::tokenOf);
        crowds.get(1).connect(connected.subList(CONNECTED / 2, CONNECTED), PLATFORM.community()::tokenOf);
    }

    /** All that the database writes, whoever has it do so, from the call until nothing more is written. */
    private Map<String, Long> writesOf(String recipientType, String chapterId) {
        int unreadBefore = unread(1);
        Map<String, Long> before = countersAtRest();
        Rest.Answer answer = rest(0).post("/messages/broadcast", broadcast(recipientType, chapterId));
        assertThat(answer.status()).isEqualTo(201);
        if (recipientType.equals("ALL")) {
            toEverybody.add(answer.body().get("conversation").get("id").asText());
        }
        eventually(() -> assertThat(unread(1)).isEqualTo(unreadBefore + 1));
        eventually(() -> assertThat(unread(0)).isZero());
        Map<String, Long> after = countersAtRest();
        return after.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() - before.get(entry.getKey())));
    }

    private Map<String, Long> countersAtRest() {
        List<Map<String, Long>> seen = new ArrayList<>(List.of(counters()));
        await().atMost(BOUND).pollDelay(QUIET).pollInterval(QUIET).until(() -> {
            seen.add(counters());
            return seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
        });
        return seen.get(seen.size() - 1);
    }

    private Map<String, Long> counters() {
        Document counters = client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("opcounters", Document.class);
        return Stream.of("insert", "update", "delete")
                .collect(Collectors.toMap(
                        name -> name, name -> counters.get(name, Number.class).longValue()));
    }

    private void oneIndexedReadTellsHowMuchIsUnread() {
        String person = people.get(PEOPLE / 2);
        conversations.runCommand(new Document("profile", 2));
        assertThat(unread(PEOPLE / 2)).isEqualTo(BROADCASTS_TO_EVERYBODY);
        conversations.runCommand(new Document("profile", 0));
        List<Document> reads = conversations
                .getCollection("system.profile")
                .find(new Document("ns", "baraza-conversations.audiences"))
                .into(new ArrayList<>());
        assertThat(reads)
                .filteredOn(read -> read.toString().contains("USER:" + person))
                .singleElement()
                .satisfies(read -> {
                    assertThat(read.getString("planSummary")).startsWith("IXSCAN { _id: 1 }");
                    assertThat(read.getInteger("docsExamined")).isLessThanOrEqualTo(2);
                });
        assertThat(conversations.getCollection("system.profile").find())
                .filteredOn(read ->
                        read.getString("ns").matches("baraza-conversations\\.(audiences|broadcasts|conversations)"))
                .noneMatch(read -> read.get("planSummary", "").contains("COLLSCAN"));
    }

    /** Who has a socket reads on it, the others through the log that all gateways write to. */
    private void read(String id) {
        devices().stream()
                .skip(1)
                .forEach(device -> device.emit("conversation:read", JsonNodeFactory.instance.textNode(id)));
        CommandLog.append(
                PLATFORM.platform().kafkaBootstrap(),
                people.subList(CONNECTED, READERS).stream()
                        .map(person -> new MarkRead(UUID.randomUUID().toString(), id, person, 1L, Instant.now()))
                        .toList());
        eventually(() -> assertThat(readers(id)).hasSize(READERS));
    }

    /** By brute force: published, less those from before they were there, less the rows that say they have read one. */
    private void everybodysNumberIsRecounted() {
        Map<String, Integer> rows = new HashMap<>();
        conversations
                .getCollection("broadcastTouches")
                .find(new Document("audience", "ALL"))
                .forEach(row -> rows.merge(row.getString("userId"), row.get("readAt") == null ? 0 : 1, Integer::sum));
        long published = conversations
                .getCollection("audiences")
                .find(new Document("_id", "ALL"))
                .first()
                .getLong("published");
        assertThat(published).isEqualTo(BROADCASTS_TO_EVERYBODY);
        Map<String, Long> wrong = new HashMap<>();
        conversations
                .getCollection("audiences")
                .find(new Document("_id", new Document("$regex", "^USER:person-")))
                .forEach(standing -> {
                    String person = standing.getString("_id").substring("USER:".length());
                    Document share = standing.getList("shares", Document.class).stream()
                            .filter(one -> one.getString("audience").equals("ALL"))
                            .findFirst()
                            .orElseThrow();
                    long unread = published - share.getLong("joined") - share.getLong("read");
                    if (unread != published - rows.getOrDefault(person, 0)) {
                        wrong.put(person, unread);
                    }
                });
        assertThat(wrong).isEmpty();
    }

    /** Everything that the services keep under the broadcast's own id. */
    private List<Document> documentsOf(String id) {
        return Stream.of(
                        conversations.getCollection("broadcasts").find(new Document("_id", id)),
                        messages("messages").find(new Document("conversationId", id)),
                        messages("audiences").find(new Document("_id", id)))
                .map(found -> found.into(new ArrayList<>()))
                .peek(found -> assertThat(found).hasSize(1))
                .map(found -> found.get(0))
                .toList();
    }

    private MongoCollection<Document> messages(String collection) {
        return client.getDatabase("baraza-messages").getCollection(collection);
    }

    private Set<String> readers(String id) {
        return messages("cursors")
                .find(new Document("conversationId", id))
                .map(cursor -> cursor.getString("userId"))
                .into(new HashSet<>());
    }

    private int rowsOfReaders(String id) {
        return (int)
                conversations
                        .getCollection("broadcastTouches")
                        .find(new Document("broadcastId", id))
                        .into(new ArrayList<>())
                        .stream()
                        .filter(row -> row.get("readAt") != null)
                        .count();
    }

    private JsonNode counts(String id) {
        JsonNode counts = rest(0).read("/broadcasts/" + id).get("counts");
        assertThat(counts.get("read").asInt()).isEqualTo(READERS);
        return counts;
    }

    private long standings() {
        return conversations
                .getCollection("audiences")
                .countDocuments(new Document("_id", new Document("$regex", "^USER:person-")));
    }

    private int unread(int index) {
        return rest(index).read("/messages/unread-count").get("broadcast").asInt();
    }

    private Rest rest(int index) {
        return new Rest(PLATFORM.gateway(index % 2), PLATFORM.community().tokenOf(people.get(index)));
    }

    private List<Device> devices() {
        return crowds.stream().flatMap(crowd -> crowd.devices().stream()).toList();
    }

    /** The first may broadcast; the first few are of the chapter. */
    private UserChanged person(int index) {
        String id = people.get(index);
        return new UserChanged(
                id,
                "Person",
                "Number " + index,
                id,
                id,
                null,
                null,
                index == 0 ? AccountType.SUPER_ADMIN : AccountType.CHAPTER_MEMBER,
                index < FEW ? CHAPTER : null);
    }

    private static String broadcast(String recipientType, String chapterId) {
        return "{\"title\":\"Season opening\",\"content\":\"Come all\",\"recipientType\":\"" + recipientType + '"'
                + (chapterId == null ? "" : ",\"chapterId\":\"" + chapterId + '"') + '}';
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(500)).untilAsserted(assertion);
    }
}
