package org.baraza.message.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.message.RealBackends;
import org.baraza.message.store.Profiler.Cost;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the repositories' own calls cost, as MongoDB's profiler tells it: the plan that was run, and what it examined. The
 * same for a conversation of {@value #LONG} messages as for one of {@value #SHORT}.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class PlansIT extends ProfiledStore {

    private static final int LONG = 100_000;
    private static final int SHORT = 100;
    private static final int INSERTED_AT_ONCE = 2_000;
    private static final String LONG_TALK = "dm.long-a.long-b";
    private static final String SHORT_TALK = "dm.short-a.short-b";
    private static final String PAGES = "IXSCAN { conversationId: 1, seq: 1 }";
    private static final int OTHERS = 30;

    private static boolean filled;

    @Inject
    MessageRepository messages;

    @Inject
    CursorRepository cursors;

    @BeforeEach
    void fill() {
        if (!filled) {
            fill(LONG_TALK, LONG);
            fill(SHORT_TALK, SHORT);
            IntStream.range(0, OTHERS).forEach(i -> fill(other(i), 5));
            fillCursors();
            filled = true;
        }
    }

    @Test
    void theLatestPageExaminesWhatItReturns() {
        // When
        Map<String, Cost> costs = costsOfBoth("find", talk -> messages.findLatest(talk, 50));

        // Then
        assertThat(costs.values()).containsOnly(new Cost(PAGES, 50, 50, 50, false));
    }

    @Test
    void theLastMessageIsOneKeyAndOneDocument() {
        // When
        Map<String, Cost> costs = costsOfBoth("find", talk -> messages.findLatest(talk, 1));

        // Then
        assertThat(costs.values()).containsOnly(new Cost(PAGES, 1, 1, 1, false));
    }

    @Test
    void anOlderPageExaminesWhatItReturnsHoweverDeepItLies() {
        // When
        Map<String, Cost> costs = costsOfBoth("find", talk -> messages.findRange(talk, 20, 70));
        Cost middle = costOf("find", () -> messages.findRange(LONG_TALK, LONG / 2 - 50, LONG / 2));
        Cost oldest = costOf("find", () -> messages.findRange(LONG_TALK, 0, 50));

        // Then
        assertThat(costs.values()).containsOnly(new Cost(PAGES, 50, 50, 50, false));
        assertThat(List.of(middle, oldest)).containsOnly(new Cost(PAGES, 50, 50, 50, false));
    }

    @Test
    void rangesOfSeveralConversationsExamineWhatTheyReturn() {
        // When
        Cost one = costOf("find", () -> messages.findRanges(List.of(new NumberRange(LONG_TALK, 20, 70))));
        Cost several = costOf(
                "find",
                () -> messages.findRanges(List.of(
                        new NumberRange(LONG_TALK, LONG / 2, LONG / 2 + 50),
                        new NumberRange(SHORT_TALK, 90, 100),
                        new NumberRange(other(0), 0, 5),
                        new NumberRange("dm.nobody-a.nobody-b", 0, 5))));

        // Then
        assertThat(one).isEqualTo(new Cost(PAGES, 50, 50, 50, false));
        assertThat(several.plan().split("(?<=\\}), ")).containsOnly(PAGES);
        assertThat(several.documents()).isEqualTo(50 + 10 + 5);
        assertThat(several.returned()).isEqualTo(50 + 10 + 5);
        assertThat(several.keys()).isLessThanOrEqualTo(50 + 10 + 5 + 4);
    }

    @Test
    void aConversationWithoutMessagesCostsNothing() {
        // When
        Cost cost = costOf("find", () -> messages.findLatest("dm.nobody-a.nobody-b", 50));

        // Then
        assertThat(cost).isEqualTo(new Cost(PAGES, 0, 0, 0, false));
    }

    /**
     * Looking up many keys passes over the key after each of them, to see that it is not wanted: at most two keys for each
     * key asked for, and never a document that is not returned.
     */
    @Test
    void aLookUpByKeysReadsNoDocumentThatItDoesNotReturn() {
        // When
        Map<String, Cost> costs = costsOfBoth(
                "find",
                talk -> messages.findByKeys(LongStream.range(0, 50)
                        .map(i -> 2 * i + 1)
                        .mapToObj(seq -> keyOf(talk, seq))
                        .toList()));
        Cost unknown = costOf("find", () -> messages.findByKeys(List.of(LONG_TALK + "/long-a/unheard-of")));

        // Then
        assertThat(costs.values()).allSatisfy(cost -> {
            assertThat(cost.plan()).isEqualTo("IXSCAN { _id: 1 }");
            assertThat(cost.documents()).isEqualTo(50);
            assertThat(cost.returned()).isEqualTo(50);
            assertThat(cost.keys()).isLessThanOrEqualTo(2 * 50);
        });
        assertThat(unknown.documents()).isZero();
        assertThat(unknown.keys()).isLessThanOrEqualTo(1);
    }

    /**
     * The index is entered once for each conversation and left at its first key. After the last of them MongoDB looks at one
     * key more, if there is one, to see that it is not wanted.
     */
    @Test
    void headsAreReadOffTheIndexOneKeyForEachConversation() {
        // Given
        List<String> talks = new ArrayList<>(List.of(LONG_TALK, SHORT_TALK));
        IntStream.range(0, OTHERS).forEach(i -> talks.add(other(i)));

        // When
        Map<String, Long> heads = done(messages.findHeads(talks));
        Map<String, Cost> alone = costsOfBoth("aggregate", talk -> messages.findHeads(List.of(talk)));
        Cost together = costOf("aggregate", () -> messages.findHeads(talks));

        // Then
        assertThat(heads)
                .hasSize(talks.size())
                .containsEntry(LONG_TALK, (long) LONG)
                .containsEntry(SHORT_TALK, (long) SHORT);
        assertThat(alone.values()).allSatisfy(cost -> assertDistinctScan(cost, 1));
        assertDistinctScan(together, talks.size());
    }

    @Test
    void theCursorsOfAConversationAreFoundByTheirKeys() {
        // When
        Map<String, Cost> costs = costsOfBoth(
                "find",
                "cursors",
                talk -> cursors.find(List.of(
                        CursorDocument.keyOf(talk, talk.substring(3).split("\\.")[0]),
                        CursorDocument.keyOf(talk, talk.substring(3).split("\\.")[1]))));

        // Then
        assertThat(costs.values()).allSatisfy(cost -> {
            assertThat(cost.plan()).isEqualTo("IXSCAN { _id: 1 }");
            assertThat(cost.documents()).isEqualTo(2);
            assertThat(cost.returned()).isEqualTo(2);
            assertThat(cost.keys()).isLessThanOrEqualTo(2 * 2);
        });
    }

    /** Messages whose commands stand after the place are passed over one by one; there are some in a replay only. */
    @Test
    void thePlaceOfAReadIsTheLastMessageUnlessABatchIsReplayed() {
        // When
        Map<String, Cost> costs =
                costsOfBoth("find", talk -> messages.findPlace(talk, new LogPosition(0, Long.MAX_VALUE)));

        // Then
        assertThat(costs.values()).containsOnly(new Cost(PAGES, 1, 1, 1, false));
    }

    @Test
    void aChangedMessageIsFoundByItsKey() {
        // Given
        MessageDocument stored = done(messages.findLatest(LONG_TALK, 1)).get(0);
        MessageDocument changed = stored.changedBy(new ChangeDocument(
                ChangeDocument.keyOf(LONG_TALK, "delete"),
                LONG_TALK,
                1,
                LONG,
                new LogPosition(0, LONG),
                ChangeDocument.Kind.DELETED,
                ChangeDocument.EVERYBODY,
                "long-a",
                Instant.EPOCH,
                stored.contents(),
                null));

        // When
        List<Cost> first = writes("messages", () -> messages.change(List.of(changed)));
        List<Cost> again = writes("messages", () -> messages.change(List.of(changed)));

        // Then
        assertThat(first).hasSize(1).first().satisfies(cost -> {
            assertThat(cost.returned()).isEqualTo(1);
            assertThat(cost.keys()).isLessThanOrEqualTo(1);
        });
        assertThat(again).hasSize(1).first().extracting(Cost::returned).isEqualTo(0);
    }

    @Test
    void aRaisedCursorIsFoundByItsKey() {
        // Given
        String other = other(0);
        List<CursorDocument> positions = List.of(
                CursorDocument.of(other, "other000-a", 6, Instant.EPOCH),
                CursorDocument.of(other, "newcomer", 1, Instant.EPOCH));

        // When
        List<Cost> costs = writes("cursors", () -> cursors.raise(positions));

        // Then
        assertThat(costs).hasSize(2).allSatisfy(cost -> {
            assertThat(cost.keys()).isLessThanOrEqualTo(1);
            assertThat(cost.documents()).isLessThanOrEqualTo(1);
        });
    }

    private static void assertDistinctScan(Cost cost, int conversations) {
        assertThat(cost.plan()).isEqualTo("DISTINCT_SCAN { conversationId: 1, seq: 1 }");
        assertThat(cost.documents()).isZero();
        assertThat(cost.keys()).isBetween(conversations, conversations + 1);
        assertThat(cost.returned()).isEqualTo(conversations);
        assertThat(cost.sorted()).isFalse();
    }

    private Map<String, Cost> costsOfBoth(String command, Function<String, Uni<?>> call) {
        return costsOfBoth(command, "messages", call);
    }

    private Map<String, Cost> costsOfBoth(String command, String collection, Function<String, Uni<?>> call) {
        return Map.of(
                LONG_TALK, cost(command, collection, () -> call.apply(LONG_TALK)),
                SHORT_TALK, cost(command, collection, () -> call.apply(SHORT_TALK)));
    }

    private Cost costOf(String command, Supplier<Uni<?>> call) {
        return cost(command, "messages", call);
    }

    private void fill(String talk, int count) {
        MongoCollection<Document> collection = database().getCollection("messages");
        for (int from = 1; from <= count; from += INSERTED_AT_ONCE) {
            List<Document> documents = LongStream.range(from, Math.min(count + 1, from + INSERTED_AT_ONCE))
                    .mapToObj(seq -> Stored.message(talk, senderIn(talk), seq))
                    .toList();
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        }
    }

    private void fillCursors() {
        List<Document> documents = new ArrayList<>();
        for (String talk : List.of(LONG_TALK, SHORT_TALK, other(0), other(1))) {
            for (String userId : talk.substring(3).split("\\.")) {
                documents.add(Stored.cursor(talk, userId, 5));
            }
        }
        database().getCollection("cursors").insertMany(documents);
    }

    private static String senderIn(String talk) {
        return talk.substring(3, talk.lastIndexOf('.'));
    }

    private static String keyOf(String talk, long seq) {
        return MessageDocument.keyOf(talk, senderIn(talk), "client-" + seq);
    }

    private static String other(int i) {
        return String.format("dm.other%03d-a.other%03d-b", i, i);
    }
}
