package org.baraza.gateway.receipt;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptsTest {

    private final List<String> passed = new ArrayList<>();
    private final Receipts receipts =
            new Receipts(2, (userId, conversationId, seq) -> passed.add(userId + ' ' + conversationId + ' ' + seq));

    @Test
    void passAtOnceAndThenTheHighestOnce() {
        // When
        receipts.received("amina", "talk", 1);
        receipts.received("amina", "talk", 3);
        receipts.received("amina", "talk", 2);

        // Then
        assertThat(passed).containsExactly("amina talk 1");
        receipts.flush();
        assertThat(passed).containsExactly("amina talk 1", "amina talk 3");
        receipts.flush();
        assertThat(passed).hasSize(2);
    }

    @Test
    void holdBackWhatComesRightAfterAFlush() {
        // Given
        receipts.received("amina", "talk", 1);
        receipts.received("amina", "talk", 2);
        receipts.flush();

        // When
        receipts.received("amina", "talk", 3);

        // Then
        assertThat(passed).containsExactly("amina talk 1", "amina talk 2");
        receipts.flush();
        assertThat(passed).endsWith("amina talk 3");
    }

    @Test
    void sayNothingNewOfWhatIsOld() {
        // Given
        receipts.received("amina", "talk", 5);

        // When
        receipts.received("amina", "talk", 5);
        receipts.received("amina", "talk", 4);
        receipts.flush();

        // Then
        assertThat(passed).containsExactly("amina talk 5");
    }

    @Test
    void keepPeopleAndConversationsApart() {
        receipts.received("amina", "talk", 1);
        receipts.received("baraka", "talk", 1);

        assertThat(passed).hasSize(2);
    }

    @Test
    void losesNothingPastItsCapacity() {
        // Given
        receipts.received("amina", "talk", 1);
        receipts.received("baraka", "talk", 1);

        // When
        receipts.received("chidi", "talk", 1);
        receipts.received("chidi", "talk", 2);

        // Then
        assertThat(passed).endsWith("chidi talk 1", "chidi talk 2");
    }
}
