package org.baraza.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.local.process.ManagedProcess;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Fifty sends under one client message id, half over sockets and half over REST, while the writer dies in the middle. */
class OneMessageForFiftySendsIT {

    private static final int SENDS = 50;
    private static final String SEND =
            "{\"receiverId\":\"baraka\",\"content\":\"once\",\"clientMessageId\":\"the-same\"}";

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    /** What a client learns from the answer to a send. */
    private record Result(String id, long seq, String createdAt) {}

    @Test
    void makeOneMessageAndGetFiftyEqualAnswers() {
        // Given
        PLATFORM.community().join("amina", "baraka");
        ExecutorService callers = Executors.newFixedThreadPool(SENDS);
        try (Peer socket =
                Peer.connect(PLATFORM.gateway(0), PLATFORM.community().tokenOf("amina"))) {
            // When
            List<CompletableFuture<Result>> before = sends(socket, callers, SENDS / 2);
            ManagedProcess writer = PLATFORM.platform().process("message-service");
            writer.kill();
            List<CompletableFuture<Result>> during = sends(socket, callers, SENDS / 2);
            writer.restart();

            // Then
            List<Result> results = new ArrayList<>();
            before.forEach(result -> results.add(result.join()));
            during.forEach(result -> results.add(result.join()));
            assertThat(results).hasSize(SENDS);
            assertThat(results).containsOnly(results.get(0));
            assertThat(results.get(0).seq()).isEqualTo(1);
            JsonNode page = rest(1).read("/messages/conversations/dm.amina.baraka");
            assertThat(page.path("total").asLong()).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    private static List<CompletableFuture<Result>> sends(Peer socket, ExecutorService callers, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0
                        ? overSocket(socket)
                        : CompletableFuture.supplyAsync(() -> overRest(rest(i / 2 % 2)), callers))
                .map(result -> result.orTimeout(120, TimeUnit.SECONDS))
                .toList();
    }

    /** Without an answer the outcome is unknown, and the client sends again with the same id. */
    private static CompletableFuture<Result> overSocket(Peer socket) {
        return socket.send("baraka", "the-same", "once")
                .handle((answer, failure) -> failure == null && answer.has("id")
                        ? CompletableFuture.completedFuture(resultOf(answer))
                        : overSocket(socket))
                .thenCompose(next -> next);
    }

    private static Result overRest(Rest rest) {
        while (true) {
            Rest.Answer answer = rest.post("/messages", SEND);
            if (answer.status() == 201) {
                JsonNode message = answer.body().path("message");
                return new Result(
                        message.path("id").asText(),
                        message.path("seq").asLong(),
                        message.path("createdAt").asText());
            }
            assertThat(answer.body().path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        }
    }

    private static Result resultOf(JSONObject ack) {
        return new Result(ack.getString("id"), ack.getLong("seq"), ack.getString("createdAt"));
    }

    private static Rest rest(int gateway) {
        return new Rest(PLATFORM.gateway(gateway), PLATFORM.community().tokenOf("amina"));
    }
}
