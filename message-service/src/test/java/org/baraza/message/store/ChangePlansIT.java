package org.baraza.message.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.message.RealBackends;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What edits, deletions and syncs ask the database, where most changes of a conversation are what others have deleted for
 * themselves.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class ChangePlansIT extends ProfiledStore {

    private static final int OTHERS_CHANGES = 5_000;
    private static final String BROADCAST =
            ConversationId.broadcast("plan-sender", "plans").value();
    private static final String TALK = "dm.ask-a.ask-b";

    private static boolean filled;

    @Inject
    ChangeRepository changes;

    @Inject
    HideRepository hides;

    @Inject
    SettledRepository settled;

    @BeforeEach
    void fill() {
        if (!filled) {
            fillChanges();
            filled = true;
        }
    }

    @Test
    void whatOnePersonLacksIsFoundPastWhatOthersHaveDeletedForThemselves() {
        // When
        Profiler.Cost own = changesOf("reader000003", List.of(BROADCAST));
        Profiler.Cost nobodys = changesOf("ask-a", List.of(BROADCAST));
        Profiler.Cost several = changesOf("ask-a", List.of(BROADCAST, TALK, "dm.unheard-a.unheard-b"));

        // Then
        assertMerged(own, 1 + 10, 2);
        assertMerged(nobodys, 10, 2);
        assertMerged(several, 10 + 3, 3 * 2);
    }

    @Test
    void aPageOfWhatOnePersonLacksReadsNoFurtherThanTheRoom() {
        // When
        Profiler.Cost page = find(
                "changes", () -> changes.findRanges("ask-a", List.of(new NumberRange(BROADCAST, 0, 1_000_000)), 4));

        // Then
        assertMerged(page, 4, 2);
    }

    private Profiler.Cost changesOf(String userId, List<String> conversations) {
        return find(
                "changes",
                () -> changes.findRanges(
                        userId,
                        conversations.stream()
                                .map(id -> new NumberRange(id, 0, 1_000_000))
                                .toList(),
                        50));
    }

    /** Ranges of one index, merged in its order: what is returned, and one key more of each range. */
    private static void assertMerged(Profiler.Cost cost, int returned, int ranges) {
        assertThat(cost.plan().split("(?<=\\}), ")).containsOnly("IXSCAN { conversationId: 1, visibleTo: 1, rev: 1 }");
        assertThat(cost.returned()).isEqualTo(returned);
        assertThat(cost.documents()).isLessThanOrEqualTo(returned + ranges);
        assertThat(cost.keys()).isLessThanOrEqualTo(returned + ranges);
        assertThat(cost.sorted()).isFalse();
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
    void whatIsHiddenOrSettledIsFoundByItsKey() {
        // Given
        List<HideDocument> hidden = Stream.of("reader000003", "reader999999")
                .map(userId -> new HideDocument(
                        HideDocument.keyOf(BROADCAST, userId, 1), BROADCAST, userId, 1, 7, Instant.EPOCH))
                .toList();

        // When
        List<Profiler.Cost> hides = writes("hides", () -> this.hides.add(hidden));
        List<Profiler.Cost> raises =
                writes("settled", () -> settled.raise(Map.of(BROADCAST, 2L, "dm.settled-a.settled-b", 1L)));

        // Then
        assertThat(Stream.concat(hides.stream(), raises.stream()))
                .hasSize(2 + 2)
                .allSatisfy(cost -> {
                    assertThat(cost.keys()).isLessThanOrEqualTo(1);
                    assertThat(cost.documents()).isLessThanOrEqualTo(1);
                });
    }

    private void fillChanges() {
        List<Document> all = new ArrayList<>();
        for (long rev = 1; rev <= OTHERS_CHANGES; rev++) {
            all.add(Stored.change(BROADCAST, rev, reader((int) rev)));
        }
        for (long rev = OTHERS_CHANGES + 1; rev <= OTHERS_CHANGES + 10; rev++) {
            all.add(Stored.change(BROADCAST, rev, ChangeDocument.EVERYBODY));
        }
        LongStream.rangeClosed(1, 3).forEach(rev -> all.add(Stored.change(TALK, rev, ChangeDocument.EVERYBODY)));
        database().getCollection("changes").insertMany(all);
        database()
                .getCollection("hides")
                .insertMany(IntStream.range(0, 100)
                        .mapToObj(i -> Stored.hide(BROADCAST, reader(i), i))
                        .toList());
        database().getCollection("settled").insertOne(new Document("_id", BROADCAST).append("rev", 1L));
    }

    private static String reader(int i) {
        return String.format("reader%06d", i);
    }
}
