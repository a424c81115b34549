package org.baraza.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Metrics;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever writes through one gateway and reads at once through the other sees what they wrote, at every service. */
class OwnWritesIT {

    private static final int WRITES = 1_000;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    @Test
    void aReadThroughTheOtherGatewayIsNeverOlderThanTheCallersLastWrite() {
        // Given
        PLATFORM.community().join("writer", "reader");
        Rest here = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf("writer"));
        Rest there = new Rest(PLATFORM.gateway(1), PLATFORM.community().tokenOf("writer"));

        for (int i = 0; i < WRITES; i++) {
            Rest writing = i % 2 == 0 ? here : there;
            Rest reading = i % 2 == 0 ? there : here;

            // When
            Rest.Answer sent =
                    writing.post("/messages", "{\"receiverId\":\"reader\",\"content\":\"number " + i + "\"}");
            JsonNode inbox = reading.read("/messages/conversations");

            // Then
            assertThat(sent.status()).isEqualTo(201);
            assertThat(inbox.at("/conversations/0/lastMessage/content").asText())
                    .describedAs("the list after write %d; without memory of writes so far: %.0f", i, forgotten())
                    .isEqualTo("number " + i);
        }
    }

    @Test
    void aConversationThatTheCallerHasReadIsReadInTheirNextCounts() {
        // Given
        PLATFORM.community().join("chatty", "tidy");
        Rest chatty = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf("chatty"));
        Rest here = new Rest(PLATFORM.gateway(0), PLATFORM.community().tokenOf("tidy"));
        Rest there = new Rest(PLATFORM.gateway(1), PLATFORM.community().tokenOf("tidy"));

        for (int i = 0; i < 100; i++) {
            String conversation = chatty.post("/messages", "{\"receiverId\":\"tidy\",\"content\":\"hello\"}")
                    .body()
                    .at("/conversation/id")
                    .asText();

            // When
            here.post("/messages/conversations/" + conversation + "/read", "{}");

            // Then
            assertThat(there.read("/messages/unread-count").path("total").asLong())
                    .describedAs("unread messages after read %d; without memory so far: %.0f", i, forgotten())
                    .isZero();
            assertThat(there.read("/notifications/unread-count").path("count").asLong())
                    .describedAs("unread notifications after read %d; without memory so far: %.0f", i, forgotten())
                    .isZero();
        }
    }

    /** How often the gateways could not reach Redis in time, after which a read may be behind. */
    private static double forgotten() {
        return Metrics.sum(PLATFORM.platform(), "gateway-1", "baraza_gateway_own_writes_failures_total")
                + Metrics.sum(PLATFORM.platform(), "gateway-2", "baraza_gateway_own_writes_failures_total");
    }
}
