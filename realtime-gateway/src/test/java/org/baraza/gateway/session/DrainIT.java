package org.baraza.gateway.session;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.Refusal;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogTail;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a gateway ends for those who are connected; its own application, which is of no use afterwards. */
@QuarkusTest
@TestProfile(DrainIT.SlowDrain.class)
class DrainIT {

    private static final int SOCKETS = 4;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    Draining draining;

    @Inject
    Sessions sessions;

    /** One socket a second is closed. */
    public static final class SlowDrain implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.drain.closes-per-second", "1");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealBackends.class));
        }
    }

    @Test
    void whoIsStillConnectedSendsAllThroughTheDrainWhileNobodyElseIsTaken() {
        Readiness.await(health);
        String amina = "amina-" + UUID.randomUUID();
        try (TestLog log = new TestLog(bootstrapServers);
                LogTail<MessageCommand> service = refuseAll(log)) {
            // Given
            List<RawSocket> sockets = IntStream.range(0, SOCKETS)
                    .mapToObj(i -> RawSocket.connect(gateway, amina))
                    .toList();

            // When
            CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain);
            await().until(draining::hasBegun);
            assertThat(given().get("/socket.io/?EIO=4&transport=polling").statusCode())
                    .isEqualTo(503);
            await().until(() -> sockets.stream().filter(RawSocket::isOpen).count() == 1);
            RawSocket last =
                    sockets.stream().filter(RawSocket::isOpen).findFirst().orElseThrow();
            last.send("421[\"message:send\",{\"receiverId\":\"baraka\",\"content\":\"still here\"}]");

            // Then: it went to the service and came back
            assertThat(last.awaitText("431")).contains("\"code\":\"RECEIVER_UNKNOWN\"");
            assertThat(last.awaitClose()).isEqualTo(CloseReason.GOING_AWAY.code());
            assertThat(drained).succeedsWithin(20, TimeUnit.SECONDS);
            assertThat(service.isLive()).isTrue();
        }
    }

    private void drain() {
        try {
            draining.drain(new ShutdownEvent(), sessions);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LogTail<MessageCommand> refuseAll(TestLog log) {
        LogTail<MessageCommand> tail = new LogTail<>(
                new LogSettings(bootstrapServers, "/baraza/tests", "", Map.of()),
                Topics.MESSAGE_COMMANDS,
                LogTail.From.END,
                EventCodec.of(MessageCommand.class),
                batch -> batch.forEach(record -> log.tell(new CommandRefused(
                        record.event().commandId(),
                        record.event().conversationId(),
                        record.event().actorId(),
                        Refusal.RECEIVER_UNKNOWN,
                        "?"))),
                new SimpleMeterRegistry());
        tail.start().join();
        return tail;
    }
}
