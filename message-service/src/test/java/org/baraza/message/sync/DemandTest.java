package org.baraza.message.sync;

import java.util.List;

import org.baraza.message.store.NumberRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemandTest {

    private static final long RESET_AFTER = 60;

    @Test
    void asksForTheMessagesThatFitAndForChangesWhereAllOfThemDo() {
        // Given
        List<Lack> lacking =
                List.of(lack("dm.a.b", 7, 2, 10, 5), lack("dm.a.c", 4, 0, 4, 1), lack("dm.a.d", 0, 0, 9, 3));

        // When
        Demand demand = Demand.of(lacking, 8, RESET_AFTER);

        // Then
        assertThat(demand.messages())
                .containsExactly(new NumberRange("dm.a.b", 7, 10), new NumberRange("dm.a.d", 0, 5));
        assertThat(demand.changes()).containsExactly(new NumberRange("dm.a.b", 2, 5), new NumberRange("dm.a.c", 0, 1));
    }

    @Test
    void asksForNothingBehindTheLastRoom() {
        // When
        Demand demand = Demand.of(List.of(lack("dm.a.b", 0, 0, 3, 2), lack("dm.a.c", 0, 0, 1, 0)), 3, RESET_AFTER);

        // Then
        assertThat(demand.messages()).containsExactly(new NumberRange("dm.a.b", 0, 3));
        assertThat(demand.changes()).isEmpty();
    }

    @Test
    void asksForNothingOfWhatIsDroppedWhichTakesRoomAllTheSame() {
        // Given
        Lack tooFar = lack("dm.a.b", 0, 0, RESET_AFTER + 1, 0);
        Lack neverThere = lack("dm.a.c", 5, 0, 4, 0);
        Lack changesNeverThere = lack("dm.a.d", 4, 2, 4, 1);

        // When
        Demand demand =
                Demand.of(List.of(tooFar, neverThere, changesNeverThere, lack("dm.a.e", 0, 0, 9, 0)), 5, RESET_AFTER);

        // Then
        assertThat(demand.messages()).containsExactly(new NumberRange("dm.a.e", 0, 2));
        assertThat(demand.changes()).isEmpty();
    }

    private static Lack lack(String id, long seq, long rev, long head, long headRev) {
        return new Lack(id, new Held(seq, rev), new Lack.Heads(head, headRev));
    }
}
