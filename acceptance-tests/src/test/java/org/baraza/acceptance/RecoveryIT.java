package org.baraza.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.NodeScript;
import org.baraza.acceptance.platform.RunningPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that come back after a short break, on the unmodified npm client: where there is a Node.js to run it. */
class RecoveryIT {

    private static final int MESSAGES = 400;
    private static final int WINDOW_MILLIS = 3_000;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withEnvironment(
            "realtime-gateway",
            Map.of(
                    "GATEWAY_COMMANDS_PER_SECOND", "100000",
                    "GATEWAY_COMMANDS_BURST", "100000",
                    "GATEWAY_RECOVERY_WINDOW", WINDOW_MILLIS / 1_000 + "S",
                    "GATEWAY_RECOVERY_RENEWAL", "1S")));

    @Test
    void aCutTransportLosesNothingAndDoublesNothingThroughTheOtherGatewayWhileMessagesFlow() throws Exception {
        // Given
        PLATFORM.community().join("amina", "baraka");

        // When
        JsonNode result = NodeScript.run(
                "recovery.mjs",
                PLATFORM.gateway(0),
                PLATFORM.gateway(1),
                "amina",
                PLATFORM.community().tokenOf("amina"),
                "baraka",
                PLATFORM.community().tokenOf("baraka"),
                Integer.toString(MESSAGES));

        // Then
        assertThat(result.path("recoveries"))
                .hasSize(4)
                .allSatisfy(recovered -> assertThat(recovered.asBoolean()).isTrue());
        assertThat(numbers(result.path("seen"))).containsExactlyElementsOf(upTo(MESSAGES));
        // the thread that was opened stays open
        List<Long> notices = numbers(result.path("notices"));
        assertThat(notices).hasSizeBetween(1, MESSAGES - MESSAGES / 8).containsExactlyElementsOf(upTo(notices.size()));
        assertThat(result.path("theirs").asBoolean()).isFalse();
        assertThat(result.path("forged").asBoolean()).isFalse();
        assertThat(result.path("stolen")).isEmpty();
    }

    @Test
    void whoComesBackWhenTheWindowIsOverSyncs() throws Exception {
        // Given
        PLATFORM.community().join("chidi", "dalila");

        // When
        JsonNode result = NodeScript.run(
                "recovery-over.mjs",
                PLATFORM.gateway(0),
                "chidi",
                PLATFORM.community().tokenOf("chidi"),
                "dalila",
                PLATFORM.community().tokenOf("dalila"),
                Integer.toString(WINDOW_MILLIS));

        // Then
        assertThat(result.path("recovered").asBoolean()).isFalse();
        assertThat(numbers(result.path("seen"))).containsExactly(1L, 3L);
        assertThat(numbers(result.path("synced"))).containsExactly(2L);
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }
}
