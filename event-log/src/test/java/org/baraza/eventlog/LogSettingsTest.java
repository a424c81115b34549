package org.baraza.eventlog;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LogSettingsTest {

    @Test
    void writeInOrderOnceAndToAllReplicas() {
        assertThat(settings("").producer(Duration.ofSeconds(15), Duration.ZERO))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("delivery.timeout.ms", 15_000)
                .containsEntry("max.block.ms", 0L)
                .containsEntry("max.request.size", 5 * 1024 * 1024);
    }

    @Test
    void leaveTheDeliveryTimeoutRoomForOneRequest() {
        // When
        Map<String, Object> config = settings("").producer(Duration.ofSeconds(2), Duration.ZERO);

        // Then
        assertThat(config).containsEntry("request.timeout.ms", 2_000).containsEntry("delivery.timeout.ms", 2_000);
    }

    @Test
    void giveAnInstanceItsPlaceInTheGroupOnlyWhereItHasAName() {
        assertThat(settings("one").group("readers")).containsEntry("group.instance.id", "readers-one");
        assertThat(settings("").group("readers")).doesNotContainKey("group.instance.id");
        assertThat(settings(null).group("readers")).doesNotContainKey("group.instance.id");
    }

    @Test
    void letTheBrokerHoldAFetchForAWhile() {
        assertThat(settings("").group("readers")).containsEntry("fetch.max.wait.ms", 500);
        assertThat(settings("").tail()).containsEntry("fetch.max.wait.ms", 1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> settings("").gathering(Duration.ofMillis(-1)));
    }

    @Test
    void neverCommitByThemselves() {
        assertThat(settings("").group("readers"))
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void passOnWhatElseIsSetButNotAgainstTheGuarantees() {
        // Given
        LogSettings settings =
                new LogSettings("localhost:1", "/baraza/tests", "", Map.of("security.protocol", "SSL", "acks", "0"));

        // Then
        assertThat(settings.producer(Duration.ofSeconds(1), Duration.ZERO))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("acks", "all");
    }

    @Test
    void nameBrokersAndWriter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogSettings(" ", "/baraza/tests", "", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogSettings("localhost:1", "", "", Map.of()));
    }

    private static LogSettings settings(String instanceId) {
        return new LogSettings("localhost:1", "/baraza/tests", instanceId, Map.of());
    }
}
