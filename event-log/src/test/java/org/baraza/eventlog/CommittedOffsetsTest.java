package org.baraza.eventlog;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CommittedOffsetsTest {

    private final LogSettings nowhere = new LogSettings("no-such-broker.invalid:9092", "/baraza/tests", "g", Map.of());

    @Test
    void failInTheAnswerAndNotTheCallerWhenNoConnectionCanBeMade() {
        try (CommittedOffsets committed = new CommittedOffsets(nowhere, "g", "t")) {
            // When
            CompletableFuture<Map<Integer, Long>> first = committed.ask();

            // Then: and the next one who asks has the brokers asked again
            assertThat(first).failsWithin(20, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(committed.ask()).isNotSameAs(first));
        }
    }

    @Test
    void failOnceClosed() {
        // Given
        CommittedOffsets committed = new CommittedOffsets(nowhere, "g", "t");

        // When
        committed.close();

        // Then
        assertThat(committed.ask()).isCompletedExceptionally();
    }
}
