package org.baraza.acceptance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Metrics;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever writes through one gateway and reads at once through the other sees what they wrote, at every service. A service
 * that cannot catch up within its bound says so in its answer, and is asked again: what must not be is an answer that is
 * old and does not say it.
 */
class OwnWritesIT {

    private static final int WRITES = 1_000;
    private static final int READS = 100;
    private static final int ASKED_AGAIN_AT_MOST = 50;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    private final AtomicInteger behind = new AtomicInteger();

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
            JsonNode inbox = current(reading, "/messages/conversations");

            // Then
            assertThat(sent.status()).isEqualTo(201);
            assertThat(inbox.at("/conversations/0/lastMessage/content").asText())
                    .as(told("the list", i))
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

        for (int i = 0; i < READS; i++) {
            String conversation = chatty.post("/messages", "{\"receiverId\":\"tidy\",\"content\":\"hello\"}")
                    .body()
                    .at("/conversation/id")
                    .asText();

            // When
            here.post("/messages/conversations/" + conversation + "/read", "{}");

            // Then
            assertThat(current(there, "/messages/unread-count").path("total").asLong())
                    .as(told("unread messages", i))
                    .isZero();
            assertThat(current(there, "/notifications/unread-count")
                            .path("count")
                            .asLong())
                    .as(told("unread notifications", i))
                    .isZero();
        }
    }

    @AfterEach
    void tellHowOftenAServiceWasBehind() {
        System.out.printf("[own writes] answers that said they were behind: %d%n", behind.get());
    }

    /** What a call answers once it does not say that it is behind. */
    private JsonNode current(Rest caller, String path) {
        for (int i = 0; i < ASKED_AGAIN_AT_MOST; i++) {
            Rest.Answer answer = caller.get(path);
            assertThat(answer.status()).isEqualTo(200);
            if (!answer.isBehind()) {
                return answer.body();
            }
            behind.incrementAndGet();
        }
        throw new AssertionError("still behind: " + path);
    }

    private static Supplier<String> told(String what, int number) {
        return () -> "%s after number %d; writes not remembered so far: %.0f".formatted(what, number, notRemembered());
    }

    /** How often the gateways could not reach Redis in time: then a read may be old without saying so. */
    private static double notRemembered() {
        return Metrics.sum(PLATFORM.platform(), "gateway-1", "baraza_gateway_own_writes_failures_total")
                + Metrics.sum(PLATFORM.platform(), "gateway-2", "baraza_gateway_own_writes_failures_total");
    }
}
