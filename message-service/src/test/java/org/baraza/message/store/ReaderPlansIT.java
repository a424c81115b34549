package org.baraza.message.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.message.RealBackends;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What readers and audiences ask the database, where a broadcast has {@value #READERS} readers. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class ReaderPlansIT extends ProfiledStore {

    private static final int READERS = 100_000;
    private static final int INSERTED_AT_ONCE = 5_000;
    private static final String BROADCAST =
            ConversationId.broadcast("read-sender", "plans").value();
    private static final String TALK = "dm.ask-c.ask-d";

    private static boolean filled;

    @Inject
    MessageRepository messages;

    @Inject
    CursorRepository cursors;

    @Inject
    AudienceRepository audiences;

    @BeforeEach
    void fill() {
        if (!filled) {
            fillCursors();
            fillAudiences();
            filled = true;
        }
    }

    @Test
    void aPageOfReadersCostsTheSameForAHundredThousandAsForOne() {
        // When
        Profiler.Cost many = find("cursors", () -> cursors.findReaders(BROADCAST, 1, "reader000007", 0, 20));
        Profiler.Cost one = find("cursors", () -> cursors.findReaders(TALK, 5, "ask-c", 0, 20));

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
        Profiler.Cost cost = find("cursors", () -> cursors.findConversations("ask-c", "dm.", 50));

        // Then
        assertScan(cost, "IXSCAN { userId: 1, conversationId: 1 }", 1);
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
        Profiler.Cost reader = broadcastsOf("reader000003", List.of(), 50);
        Profiler.Cost sender = broadcastsOf("read-sender", List.of(), 20);
        Profiler.Cost member = broadcastsOf("reader000003", List.of("ALL", "CHAPTER:plans"), 20);

        // Then
        assertThat(List.of(named, notNamed)).allSatisfy(cost -> {
            assertThat(cost.plan()).isEqualTo("IXSCAN { recipientIds: 1, _id: 1 }");
            assertThat(cost.documents()).isZero();
            assertThat(cost.keys()).isEqualTo(cost.returned());
        });
        assertMerged(reader, 1);
        assertMerged(sender, 20);
        assertMerged(member, 20);
    }

    private Profiler.Cost broadcastsOf(String userId, List<String> labels, int limit) {
        return find("audiences", () -> audiences.findOf(userId, labels, "", limit));
    }

    /** Ranges of the indexes, merged in the order of ids: what is returned, and one key more of each range. */
    private static void assertMerged(Profiler.Cost cost, int returned) {
        assertThat(cost.plan().split("(?<=\\}), "))
                .isSubsetOf(
                        "IXSCAN { recipientIds: 1, _id: 1 }",
                        "IXSCAN { senderId: 1, _id: 1 }",
                        "IXSCAN { label: 1, _id: 1 }");
        assertThat(cost.returned()).isEqualTo(returned);
        assertThat(cost.documents()).as("which name fifty thousand").isZero();
        assertThat(cost.keys()).isLessThanOrEqualTo(returned + 4);
        assertThat(cost.sorted()).isFalse();
    }

    @Test
    void theAudiencesOfBroadcastsAreOneReadByTheirIds() {
        // When
        Profiler.Cost cost = find("audiences", () -> audiences.findAll(List.of(BROADCAST, "bc.of-nobody")));

        // Then
        assertThat(cost.plan()).isEqualTo("IXSCAN { _id: 1 }");
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

    private void fillCursors() {
        for (int from = 0; from < READERS; from += INSERTED_AT_ONCE) {
            database()
                    .getCollection("cursors")
                    .insertMany(IntStream.range(from, from + INSERTED_AT_ONCE)
                            .mapToObj(i -> Stored.cursor(BROADCAST, reader(i), 1))
                            .toList());
        }
        database()
                .getCollection("cursors")
                .insertMany(List.of(Stored.cursor(TALK, "ask-c", 9), Stored.cursor(TALK, "ask-d", 7)));
        database()
                .getCollection("messages")
                .insertMany(LongStream.rangeClosed(1, 5)
                        .mapToObj(seq -> Stored.message(TALK, "ask-c", seq))
                        .toList());
        database().getCollection("messages").insertOne(Stored.message(BROADCAST, "read-sender", 1));
    }

    private void fillAudiences() {
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String id = ConversationId.broadcast("read-sender", "chapter-" + i).value();
            all.add(Stored.audience(id, "read-sender", "CHAPTER:plans", List.of()));
        }
        List<String> named =
                IntStream.range(0, 50_000).mapToObj(ReaderPlansIT::reader).toList();
        all.add(Stored.audience(BROADCAST, "read-sender", "CUSTOM", named));
        database().getCollection("audiences").insertMany(all);
    }

    private static String reader(int i) {
        return String.format("reader%06d", i);
    }
}
