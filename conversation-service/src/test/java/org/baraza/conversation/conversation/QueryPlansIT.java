package org.baraza.conversation.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.conversation.Profiler;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the repository's own calls cost, as MongoDB's profiler tells it: the plan that was run, and what it examined. One
 * person with {@value #DIRECT} direct conversations and {@value #GROUPS} groups, among those of others. They are as they were
 * stored before there were edits: without the fields that tell of them.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class QueryPlansIT {

    private static final int DIRECT = 60;
    private static final int GROUPS = 30;
    private static final int UNREAD = 10;

    @Inject
    ConversationRepository conversations;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    Backends backends;

    private final String amina = Talk.somebody("amina");

    @BeforeEach
    void profileEveryCall() {
        assumeThat(backends.database().kind()).as("the stand-in has no plans").isNotEqualTo(Database.Kind.STAND_IN);
        Instant now = Instant.now();
        List<Document> stored = new ArrayList<>();
        IntStream.range(0, DIRECT)
                .forEach(i -> stored.add(conversation("DIRECT", amina, i < UNREAD, now.minusSeconds(2 * i))));
        IntStream.range(0, GROUPS)
                .forEach(i -> stored.add(conversation("GROUP", amina, false, now.minusSeconds(3 * i))));
        IntStream.range(0, 500)
                .forEach(i -> stored.add(conversation("DIRECT", Talk.somebody("other"), true, now.minusSeconds(i))));
        database().getCollection("conversations").insertMany(stored);
        new Profiler(database()).start();
    }

    @AfterEach
    void stopProfiling() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            new Profiler(database()).stop();
        }
    }

    @Test
    void aPageOfOneKindExaminesWhatItReturns() {
        // Given
        Set<ConversationType> direct = EnumSet.of(ConversationType.DIRECT);

        // When
        var page = done(conversations.newest(amina, direct, 0, 20));

        // Then
        assertThat(page).hasSize(20);
        Document cost = costOf("find");
        assertThat(cost.getString("planSummary")).startsWith("IXSCAN { visibleTo: 1, type: 1, lastActivityAt: -1");
        assertThat(cost.get("hasSortStage", false)).isFalse();
        assertThat(cost.getInteger("keysExamined")).isEqualTo(20);
        assertThat(cost.getInteger("docsExamined")).isEqualTo(20);
    }

    @Test
    void aLaterPagePassesOverKeysAndNotOverDocuments() {
        // Given
        Set<ConversationType> direct = EnumSet.of(ConversationType.DIRECT);

        // When
        var page = done(conversations.newest(amina, direct, 40, 20));

        // Then
        assertThat(page).hasSize(20);
        Document cost = costOf("find");
        assertThat(cost.getInteger("keysExamined")).isEqualTo(60);
        assertThat(cost.getInteger("docsExamined")).isEqualTo(20);
    }

    /** The kinds are merged by time: of each kind the next key has to be looked at to know which comes first. */
    @Test
    void aPageOfAllKindsExaminesOneKeyMoreForEachOtherKind() {
        // Given
        Set<ConversationType> all = EnumSet.allOf(ConversationType.class);

        // When
        var page = done(conversations.newest(amina, all, 0, 20));

        // Then
        assertThat(page)
                .hasSize(20)
                .isSortedAccordingTo((one, other) -> other.lastActivityAt().compareTo(one.lastActivityAt()));
        Document cost = costOf("find");
        assertThat(cost.getString("planSummary")).startsWith("IXSCAN { visibleTo: 1, type: 1, lastActivityAt: -1");
        assertThat(cost.get("hasSortStage", false)).isFalse();
        assertThat(cost.getInteger("docsExamined")).isEqualTo(20);
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(20 + all.size() - 1);
    }

    /** The key after the last one of the range is looked at to know that the range has ended. */
    @Test
    void theLengthOfAListIsCountedOnTheIndexAlone() {
        // Given
        Set<ConversationType> direct = EnumSet.of(ConversationType.DIRECT);

        // When
        long total = done(conversations.count(amina, direct));

        // Then
        assertThat(total).isEqualTo(DIRECT);
        Document cost = costOf("aggregate");
        assertThat(cost.getString("planSummary")).startsWith("COUNT_SCAN { visibleTo: 1, type: 1, lastActivityAt: -1");
        assertThat(cost.getInteger("docsExamined")).isZero();
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(DIRECT + 1);
    }

    @Test
    void theLengthOfTheWholeListIsCountedOnTheIndexAlone() {
        // Given
        Set<ConversationType> all = EnumSet.allOf(ConversationType.class);

        // When
        long total = done(conversations.count(amina, all));

        // Then
        assertThat(total).isEqualTo(DIRECT + GROUPS);
        Document cost = costOf("aggregate");
        assertThat(cost.getInteger("docsExamined")).isZero();
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(DIRECT + GROUPS + all.size());
    }

    @Test
    void unreadNumbersExamineTheUnreadConversationsOnly() {
        // Given
        long expected = 3 * UNREAD;

        // When
        var unread = done(conversations.unreadOf(amina));

        // Then
        assertThat(unread).containsOnlyKeys(ConversationType.DIRECT).containsValue(expected);
        Document cost = costOf("find");
        assertThat(cost.getString("planSummary")).isEqualTo("IXSCAN { unreadBy: 1 }");
        assertThat(cost.getInteger("keysExamined")).isEqualTo(UNREAD);
        assertThat(cost.getInteger("docsExamined")).isEqualTo(UNREAD);
    }

    /** Of all kinds one key more is looked at for each other kind, as in a page of them. */
    @Test
    void whereConversationsStandIsReadOffTheIndexAlone() {
        // Given
        Set<ConversationType> all = EnumSet.allOf(ConversationType.class);

        // When
        List<ConversationKey> keys = done(conversations.newestKeys(amina, all, 20));

        // Then
        assertThat(keys).hasSize(20);
        Document cost = costOf("find");
        assertThat(cost.getInteger("docsExamined")).isZero();
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(20 + all.size() - 1);
    }

    @Test
    void conversationsAreFoundByTheirKeys() {
        // Given
        List<String> ids = done(conversations.newest(amina, EnumSet.of(ConversationType.DIRECT), 0, 5)).stream()
                .map(ConversationDocument::id)
                .toList();

        // When
        List<ConversationDocument> found = done(conversations.find(ids));

        // Then
        assertThat(found).hasSize(5);
        Document cost = costOf("find");
        assertThat(cost.getString("planSummary")).isEqualTo("IXSCAN { _id: 1 }");
        assertThat(cost.getInteger("docsExamined")).isEqualTo(5);
        assertThat(cost.getInteger("keysExamined")).isLessThanOrEqualTo(2 * 5);
    }

    @Test
    void whatABatchChangesIsFoundByTheConversationsId() {
        // Given
        String other = Talk.somebody("other");
        ConversationId id = ConversationId.direct(amina, other);
        LastMessageDocument message = new LastMessageDocument(1, amina, "client-1", "text", List.of(), Instant.EPOCH);
        MessageChange edit = new MessageChange(1, 1, "edited", List.of(), Instant.EPOCH, false, Map.of(other, 2L));
        ConversationChange sent = new ConversationChange(id, message, null, 0, Map.of(amina, 1L), Map.of(), Map.of());
        ConversationChange changed =
                new ConversationChange(id, null, edit, 2, Map.of(), Map.of(other, 1L), Map.of(amina, 1L));

        // When
        done(conversations.apply(List.of(sent)));
        done(conversations.apply(List.of(changed)));

        // Then
        List<Document> costs = database()
                .getCollection("system.profile")
                .find(new Document("ns", databaseName + ".conversations").append("op", "update"))
                .into(new ArrayList<>())
                .stream()
                .filter(cost -> cost.get("command", Document.class).toJson().contains(id.value()))
                .toList();
        assertThat(costs).hasSizeGreaterThanOrEqualTo(6).allSatisfy(cost -> {
            assertThat(cost.getString("planSummary")).isIn("IDHACK", "IXSCAN { _id: 1 }", "EXPRESS_IXSCAN { _id: 1 }");
            assertThat(cost.getInteger("docsExamined")).isLessThanOrEqualTo(1);
        });
        assertThat(done(conversations.count(amina, EnumSet.of(ConversationType.DIRECT))))
                .as("hidden from her list")
                .isEqualTo(DIRECT);
    }

    private Document costOf(String command) {
        return new Profiler(database()).last("conversations", command);
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(ofSeconds(10));
    }

    private MongoDatabase database() {
        return client.getDatabase(databaseName);
    }

    private static Document conversation(String type, String member, boolean unread, Instant lastActivityAt) {
        String other = Talk.somebody("other");
        String direct = ConversationId.direct(member, other).value();
        return new Document("_id", type.equals("DIRECT") ? direct : "group-" + other)
                .append("type", type)
                .append("members", List.of(member, other))
                .append("visibleTo", List.of(member, other))
                .append("head", 5L)
                .append("lastActivityAt", Date.from(lastActivityAt))
                .append(
                        "lastMessage",
                        new Document("seq", 5L)
                                .append("senderId", other)
                                .append("clientMessageId", "client-5")
                                .append("content", "text")
                                .append("media", List.of())
                                .append("createdAt", Date.from(lastActivityAt)))
                .append("cursors", new Document(other, 5L).append(member, unread ? 2L : 5L))
                .append("unreadBy", unread ? List.of(member) : List.of());
    }
}
