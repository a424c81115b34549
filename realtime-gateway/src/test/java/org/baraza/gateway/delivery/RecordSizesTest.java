package org.baraza.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordSizesTest {

    private static final int PEOPLE = 1_000;
    private static final String BROADCAST =
            ConversationId.broadcast("amina", "recalled").value();

    private final BroadcastDelivery broadcasts = new BroadcastDelivery(null);
    private final ChangeDelivery changes = new ChangeDelivery(broadcasts);
    private final RecordSizes sizes = new RecordSizes(broadcasts);

    @Test
    void countTheNamesThatARecordBrings() {
        // Given
        MessageDeleted recalled = recalled(1);

        // When
        changes.of(recalled);

        // Then
        assertThat(sizes.of(recalled)).isGreaterThan(50L * PEOPLE);
    }

    @Test
    void doNotCountTheNamesOnceMoreOfARecordThatSharesThem() {
        // Given
        MessageDeleted first = recalled(1);
        MessageDeleted second = recalled(2);
        changes.of(first);

        // When
        Dispatch told = changes.of(second).get();

        // Then
        assertThat(told.toAudience().orElseThrow().audience()).isSameAs(first.audience());
        assertThat(sizes.of(second)).isLessThan(1_000);
    }

    private static MessageDeleted recalled(long rev) {
        return new MessageDeleted(
                "command-" + rev,
                BROADCAST,
                1,
                rev,
                "amina",
                DeletionScope.EVERYONE,
                Instant.EPOCH,
                "amina",
                Audience.of(names()));
    }

    private static List<String> names() {
        return IntStream.range(0, PEOPLE).mapToObj(i -> "user" + i).toList();
    }
}
