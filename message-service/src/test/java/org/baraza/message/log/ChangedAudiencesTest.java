package org.baraza.message.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.baraza.message.store.AudienceDocument;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangedAudiencesTest {

    private final List<Integer> reads = new ArrayList<>();

    @Test
    void areReadOnceHoweverOftenABroadcastWasChanged() {
        // Given
        List<String> changed = Collections.nCopies(300, "bc.1");

        // When
        ChangedAudiences audiences = audiences(changed);

        // Then
        assertThat(changed)
                .allSatisfy(id -> assertThat(audiences.apply(id).id()).isEqualTo(id));
        assertThat(reads).containsExactly(1);
    }

    @Test
    void areReadTogetherBeforeTheFirstIsAskedFor() {
        // When
        audiences(broadcasts(ChangedAudiences.AT_ONCE));

        // Then
        assertThat(reads).containsExactly(ChangedAudiences.AT_ONCE);
    }

    @Test
    void areNotHeldAllAtOnceWhereManyBroadcastsWereChanged() {
        // Given
        List<String> changed = broadcasts(3 * ChangedAudiences.AT_ONCE + 1);

        // When
        ChangedAudiences audiences = audiences(changed);

        // Then
        assertThat(changed)
                .allSatisfy(id -> assertThat(audiences.apply(id).id()).isEqualTo(id));
        assertThat(reads)
                .containsExactly(ChangedAudiences.AT_ONCE, ChangedAudiences.AT_ONCE, ChangedAudiences.AT_ONCE, 1);
    }

    @Test
    void areFoundAgainWhereABroadcastIsChangedOnceMoreAfterManyOthers() {
        // Given
        List<String> changed = new ArrayList<>(broadcasts(ChangedAudiences.AT_ONCE + 1));
        changed.add("bc.0");

        // When
        ChangedAudiences audiences = audiences(changed);

        // Then
        assertThat(changed)
                .allSatisfy(id -> assertThat(audiences.apply(id).id()).isEqualTo(id));
    }

    @Test
    void areNotReadWhereNoBroadcastWasChanged() {
        audiences(List.of());

        assertThat(reads).isEmpty();
    }

    @Test
    void areNullWhereThereIsNone() {
        assertThat(new ChangedAudiences(List.of("bc.1"), ids -> List.of()).apply("bc.1"))
                .isNull();
    }

    private ChangedAudiences audiences(List<String> changed) {
        return new ChangedAudiences(changed, this::read);
    }

    private List<AudienceDocument> read(Collection<String> ids) {
        reads.add(ids.size());
        return ids.stream()
                .map(id -> new AudienceDocument(id, "amina", "ALL", List.of()))
                .toList();
    }

    private static List<String> broadcasts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "bc." + i).toList();
    }
}
