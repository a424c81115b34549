package org.baraza.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.NodeScript;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.baraza.contracts.ConversationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One gateway after the other is restarted behind a balancer, under unmodified npm clients with their default options. */
class RollingRestartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int A_WHILE = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    @TempDir
    Path folder;

    @Test
    void noEventIsLostOrDoubledWhileEitherGatewayIsRestarted() throws IOException {
        // Given
        PLATFORM.community().join("amina", "baraka");
        Path enough = folder.resolve("enough");
        try (TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1))) {
            CompletableFuture<JsonNode> talk = CompletableFuture.supplyAsync(() -> talk(balancer.origin(), enough));
            awaitMore(talk, 1);

            // When
            PLATFORM.platform().process("gateway-1").restart();
            awaitMore(talk, 0);
            PLATFORM.platform().process("gateway-2").restart();
            awaitMore(talk, 0);
            Files.createFile(enough);

            // Then
            JsonNode result = talk.join();
            List<Long> all = LongStream.rangeClosed(1, result.path("acked").size())
                    .boxed()
                    .toList();
            assertThat(numbers(result.path("acked"))).containsExactlyElementsOf(all);
            result.path("seen").forEach(seen -> assertThat(numbers(seen)).containsExactlyElementsOf(all));
            result.path("recoveries")
                    .forEach(recoveries -> assertThat(recoveries)
                            .allSatisfy(recovered ->
                                    assertThat(recovered.asBoolean()).isTrue()));
        }
    }

    /** Waits until some more was said, as a gateway that runs tells. */
    private void awaitMore(CompletableFuture<JsonNode> talk, int gateway) {
        long before = said(gateway);
        await().atMost(PATIENCE).until(() -> talk.isDone() || said(gateway) >= before + A_WHILE);
        assertThat(talk).as("the talk goes on").isNotDone();
    }

    private static long said(int gateway) {
        String conversation = ConversationId.direct("amina", "baraka").value();
        JsonNode inbox = new Rest(
                        PLATFORM.gateway(gateway), PLATFORM.community().tokenOf("amina"))
                .read("/messages/conversations?page=1&limit=1");
        JsonNode newest = inbox.path("conversations").path(0);
        return newest.path("id").asText().equals(conversation)
                ? newest.path("head").asLong()
                : 0;
    }

    private static JsonNode talk(String origin, Path enough) {
        try {
            return NodeScript.run(
                    "rolling-restart.mjs",
                    origin,
                    "amina",
                    PLATFORM.community().tokenOf("amina"),
                    "baraka",
                    PLATFORM.community().tokenOf("baraka"),
                    enough.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }
}
