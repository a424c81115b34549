package org.baraza.message.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.message.RealBackends;
import org.baraza.store.StoreSetup;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What edits, deletions, readers and syncs ask the database, where a broadcast has {@value #READERS} readers and most changes
 * of a conversation are what others have deleted for themselves.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class ChangePlansIT {

    private static final int READERS = 100_000;
    private static final int OTHERS_CHANGES = 5_000;
    private static final int INSERTED_AT_ONCE = 5_000;
    private static final String BROADCAST =
            ConversationId.broadcast("plan-sender", "plans").value();
    private static final String TALK = "dm.ask-a.ask-b";

    private static boolean filled;

    @Inject
    MessageRepository messages;

    @Inject
    CursorRepository cursors;

    @Inject
    ChangeRepository changes;

    @Inject
    HideRepository hides;

    @Inject
    AudienceRepository audiences;

    @Inject
    SettledRepository settled;

    @Inject
    StoreSetup setup;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String databaseName;

    Backends backends;

    @BeforeEach
    void fill() {
        assumeThat(backends.database().kind()).as("the stand-in has no plans").isNotEqualTo(Database.Kind.STAND_IN);
        setup.whenDone().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        if (!filled) {
            fillCursors();
            fillChanges();
            fillAudiences();
            filled = true;
        }
    }

    @AfterEach
    void stopProfiling() {
        if (backends.database().kind() != Database.Kind.STAND_IN) {
            new Profiler(database()).stop();
        }
    }

    @Test
    void aPageOfReadersCostsTheSameForAHundredThousandAsForOne() {
        // When
        Profiler.Cost many = find("cursors", () -> cursors.findReaders(BROADCAST, 1, "reader000007", 0, 20));
        Profiler.Cost one = find("cursors", () -> cursors.findReaders(TALK, 5, "ask-a", 0, 20));

        // Then
        assertReaders(many, 20);
        assertReaders(one, 1);
    }

    @Test
    void readersAreCountedOnTheIndexAlone() {
        // When
        Profiler.Cost cost = cost("aggregate", "cursors", () -> cursors.countReaders(BROADCAST, 1));

        // Then
        assertThat(done(cursors.countReaders(BROADCAST, 1))).isEqualTo(READERS);
        assertThat(cost.plan())
                .contains("{ conversationId: 1, seq: -1, userId: 1 }")
                .doesNotContain("COLLSCAN");
        assertThat(cost.documents()).isZero();
        assertThat(cost.keys()).isBetween(READERS, READERS + 1);
    }

    @Test
    void theConversationsOfAPersonAreARange() {
        // When
        Profiler.Cost cost = find("cursors", () -> cursors.findConversations("ask-a", "dm.", 50));

        // Then
        assertScan(cost, "IXSCAN { userId: 1, conversationId: 1 }", 1);
    }

    @Test
    void whatOnePersonLacksIsFoundPastWhatOthersHaveDeletedForThemselves() {
        // When
        Profiler.Cost everybodys =
                find("changes", () -> changes.findRange(BROADCAST, ChangeDocument.EVERYBODY, 0, 1_000_000, 50));
        Profiler.Cost own = find("changes", () -> changes.findRange(BROADCAST, "reader000003", 0, 1_000_000, 50));
        Profiler.Cost nobodys = find("changes", () -> changes.findRange(BROADCAST, "ask-a", 0, 1_000_000, 50));

        // Then
        String plan = "IXSCAN { conversationId: 1, visibleTo: 1, rev: 1 }";
        assertScan(everybodys, plan, 10);
        assertScan(own, plan, 1);
        assertScan(nobodys, plan, 0);
    }

    @Test
    void theLastNumbersOfChangesAreReadOffTheIndex() {
        // When
        Profiler.Cost cost = cost("aggregate", "changes", () -> changes.findRevs(List.of(BROADCAST, TALK)));

        // Then
        assertThat(done(changes.findRevs(List.of(BROADCAST, TALK))))
                .containsEntry(BROADCAST, OTHERS_CHANGES + 10L)
                .containsEntry(TALK, 3L);
        assertThat(cost.plan()).isEqualTo("DISTINCT_SCAN { conversationId: 1, rev: 1 }");
        assertThat(cost.documents()).isZero();
        assertThat(cost.keys()).as("the last of each, and the one behind it").isLessThanOrEqualTo(2 * 2);
    }

    @Test
    void theVersionsOfAMessageAreFoundPastWhatOthersHaveDeletedForThemselves() {
        // When
        Profiler.Cost all = find("changes", () -> changes.findOfMessage(BROADCAST, 1, Long.MAX_VALUE, 50));
        Profiler.Cost first = find("changes", () -> changes.findFirst(BROADCAST, 1));
        Profiler.Cost last = find("changes", () -> changes.findLastAt(BROADCAST, 1, new LogPosition(0, 1_000_000)));

        // Then
        String plan = "IXSCAN { conversationId: 1, seq: 1, visibleTo: 1, rev: 1 }";
        assertScan(all, plan, 10);
        assertScan(first, plan, 1);
        assertScan(last, plan, 1);
    }

    @Test
    void whatIsAskedForByKeysIsReadByKeys() {
        // When
        Profiler.Cost change =
                find("changes", () -> changes.findByKeys(List.of(TALK + "/command-1", TALK + "/unheard-of")));
        Profiler.Cost hide =
                find("hides", () -> hides.findByKeys(List.of(HideDocument.keyOf(BROADCAST, "reader000003", 1))));
        Profiler.Cost revs = find("settled", () -> settled.find(List.of(BROADCAST, TALK)));

        // Then
        assertThat(Stream.of(change, hide)).allSatisfy(cost -> {
            assertThat(cost.plan()).startsWith("IXSCAN { _id: 1 }");
            assertThat(cost.returned()).isEqualTo(1);
            assertThat(cost.documents()).isEqualTo(1);
        });
        assertThat(revs.plan()).startsWith("IXSCAN { _id: 1 }");
        assertThat(revs.documents()).isEqualTo(1);
    }

    @Test
    void whatSomebodyHidesOfAPageIsARange() {
        // When
        Profiler.Cost cost = find("hides", () -> hides.findRange(BROADCAST, "reader000003", 0, 100));

        // Then
        assertScan(cost, "IXSCAN { conversationId: 1, userId: 1, seq: 1 }", 1);
    }

    @Test
    void messagesAreFoundByTheirNumbers() {
        // When
        MessageId one = new MessageId(new ConversationId(TALK), 2);
        MessageId another = new MessageId(new ConversationId(TALK), 4);
        MessageId elsewhere = new MessageId(new ConversationId(BROADCAST), 1);
        Profiler.Cost single = find("messages", () -> messages.findByIds(List.of(one)));
        Profiler.Cost several = find("messages", () -> messages.findByIds(List.of(one, another, elsewhere)));

        // Then
        assertScan(single, "IXSCAN { conversationId: 1, seq: 1 }", 1);
        assertThat(several.plan())
                .startsWith("IXSCAN { conversationId: 1, seq: 1 }")
                .doesNotContain("COLLSCAN");
        assertThat(several.documents()).isEqualTo(3);
        assertThat(several.keys()).isLessThanOrEqualTo(2 * 3);
    }

    @Test
    void broadcastsOfSomebodyAreRangesHoweverManyTheyAreFor() {
        // When
        Profiler.Cost named = find("audiences", () -> audiences.names(BROADCAST, "reader000003"));
        Profiler.Cost notNamed = find("audiences", () -> audiences.names(BROADCAST, "nobody"));
        Profiler.Cost naming = find("audiences", () -> audiences.findNaming("reader000003", "", 50));
        Profiler.Cost labelled = find("audiences", () -> audiences.findLabelled("CHAPTER:plans", "", 20));
        Profiler.Cost sent = find("audiences", () -> audiences.findSentBy("plan-sender", "", 20));

        // Then
        assertThat(List.of(named, notNamed)).allSatisfy(cost -> {
            assertThat(cost.plan()).isEqualTo("IXSCAN { recipientIds: 1, _id: 1 }");
            assertThat(cost.documents()).isZero();
            assertThat(cost.keys()).isEqualTo(cost.returned());
        });
        assertScan(naming, "IXSCAN { recipientIds: 1, _id: 1 }", 1);
        assertScan(labelled, "IXSCAN { label: 1, _id: 1 }", 20);
        assertScan(sent, "IXSCAN { senderId: 1, _id: 1 }", 20);
    }

    @Test
    void theAudienceOfABroadcastIsOneReadByItsId() {
        // When
        Profiler.Cost cost = find("audiences", () -> audiences.find(BROADCAST));

        // Then
        assertThat(cost.plan()).isIn("IDHACK", "EXPRESS_IXSCAN { _id: 1 }");
        assertThat(cost.documents()).isEqualTo(1);
        assertThat(cost.returned()).isEqualTo(1);
    }

    /** Beside what it returns it looks at the sender's own key and at the one behind the last, and at no other document. */
    private static void assertReaders(Profiler.Cost cost, int returned) {
        assertThat(cost.plan()).isEqualTo("IXSCAN { conversationId: 1, seq: -1, userId: 1 }");
        assertThat(cost.returned()).isEqualTo(returned);
        assertThat(cost.documents()).isEqualTo(returned);
        assertThat(cost.keys()).isBetween(returned, returned + 2);
        assertThat(cost.sorted()).isFalse();
    }

    /** An index scan without a sort, which examines what it returns and at most one key more on either side. */
    private static void assertScan(Profiler.Cost cost, String plan, int returned) {
        assertThat(cost.plan()).isEqualTo(plan);
        assertThat(cost.returned()).isEqualTo(returned);
        assertThat(cost.documents()).isBetween(0, returned);
        assertThat(cost.keys()).isBetween(returned, Math.max(1, 2 * returned));
        assertThat(cost.sorted()).isFalse();
    }

    private Profiler.Cost find(String collection, Supplier<Uni<?>> call) {
        return cost("find", collection, call);
    }

    private Profiler.Cost cost(String command, String collection, Supplier<Uni<?>> call) {
        return new Profiler(database()).costOf(command, collection, call);
    }

    private void fillCursors() {
        for (int from = 0; from < READERS; from += INSERTED_AT_ONCE) {
            database()
                    .getCollection("cursors")
                    .insertMany(IntStream.range(from, from + INSERTED_AT_ONCE)
                            .mapToObj(i -> cursor(BROADCAST, reader(i), 1))
                            .toList());
        }
        database().getCollection("cursors").insertMany(List.of(cursor(TALK, "ask-a", 9), cursor(TALK, "ask-b", 7)));
        database()
                .getCollection("messages")
                .insertMany(LongStream.rangeClosed(1, 5)
                        .mapToObj(seq -> message(TALK, "ask-a", seq))
                        .toList());
        database().getCollection("messages").insertOne(message(BROADCAST, "plan-sender", 1));
    }

    private void fillChanges() {
        List<Document> all = new ArrayList<>();
        for (long rev = 1; rev <= OTHERS_CHANGES; rev++) {
            all.add(change(BROADCAST, rev, reader((int) rev)));
        }
        for (long rev = OTHERS_CHANGES + 1; rev <= OTHERS_CHANGES + 10; rev++) {
            all.add(change(BROADCAST, rev, ChangeDocument.EVERYBODY));
        }
        LongStream.rangeClosed(1, 3).forEach(rev -> all.add(change(TALK, rev, ChangeDocument.EVERYBODY)));
        database().getCollection("changes").insertMany(all);
        database()
                .getCollection("hides")
                .insertMany(IntStream.range(0, 100)
                        .mapToObj(i -> new Document("_id", HideDocument.keyOf(BROADCAST, reader(i), 1))
                                .append("conversationId", BROADCAST)
                                .append("userId", reader(i))
                                .append("seq", 1L)
                                .append("rev", (long) i)
                                .append("hiddenAt", new Date()))
                        .toList());
        database().getCollection("settled").insertOne(new Document("_id", BROADCAST).append("rev", 1L));
    }

    private void fillAudiences() {
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(new Document(
                            "_id",
                            ConversationId.broadcast("plan-sender", "chapter-" + i)
                                    .value())
                    .append("senderId", "plan-sender")
                    .append("label", "CHAPTER:plans")
                    .append("recipientIds", List.of()));
        }
        all.add(new Document("_id", BROADCAST)
                .append("senderId", "plan-sender")
                .append("label", "CUSTOM")
                .append(
                        "recipientIds",
                        IntStream.range(0, 50_000)
                                .mapToObj(ChangePlansIT::reader)
                                .toList()));
        database().getCollection("audiences").insertMany(all);
    }

    private static String reader(int i) {
        return String.format("reader%06d", i);
    }

    private static Document cursor(String conversationId, String userId, long seq) {
        return new Document("_id", CursorDocument.keyOf(conversationId, userId))
                .append("conversationId", conversationId)
                .append("userId", userId)
                .append("seq", seq);
    }

    private static Document message(String conversationId, String senderId, long seq) {
        return new Document("_id", conversationId + '/' + senderId + "/client-" + seq)
                .append("conversationId", conversationId)
                .append("seq", seq)
                .append("commandId", "command-" + seq)
                .append("senderId", senderId)
                .append("clientMessageId", "client-" + seq)
                .append("content", "message " + seq)
                .append("media", List.of())
                .append("createdAt", Date.from(Instant.ofEpochSecond(seq)));
    }

    private static Document change(String conversationId, long rev, String visibleTo) {
        return new Document("_id", conversationId + "/command-" + rev)
                .append("conversationId", conversationId)
                .append("rev", rev)
                .append("seq", 1L)
                .append("position", new Document("partition", 0).append("offset", rev))
                .append("kind", "DELETED")
                .append("visibleTo", visibleTo)
                .append("actorId", "somebody")
                .append("at", Date.from(Instant.ofEpochSecond(rev)));
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(ofSeconds(30));
    }

    private MongoDatabase database() {
        return client.getDatabase(databaseName);
    }
}
