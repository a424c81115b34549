package org.baraza.gateway.receipt;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.contracts.presence.PresenceEvent;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogTail;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealBackends.class)
class ReceivedIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    private final String amina = "amina-" + UUID.randomUUID();
    private final String talk = ConversationId.direct(amina, "baraka").value();
    private final List<MessagesReceived> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void isToldOnTheLogAFewTimesForMany() {
        try (LogTail<PresenceEvent> tail = follow();
                RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            for (int seq = 1; seq <= 100; seq++) {
                socket.send("421[\"message:received\",{\"conversationId\":\"" + talk + "\",\"seq\":" + seq + "}]");
            }

            // Then
            assertThat(socket.awaitText("431")).isEqualTo("431[{\"ok\":true}]");
            await().atMost(ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(told).extracting(MessagesReceived::seq).endsWith(100L));
            assertThat(told).hasSizeLessThan(10).allSatisfy(one -> {
                assertThat(one.userId()).isEqualTo(amina);
                assertThat(one.conversationId()).isEqualTo(talk);
            });
            assertThat(tail.isLive()).isTrue();
        }
    }

    @Test
    void isRefusedWhereItIsNotAsDocumented() {
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When
            socket.send("421[\"message:received\",{\"conversationId\":\"dm.b.c\",\"seq\":1}]");
            socket.send("422[\"message:received\",{\"conversationId\":\"" + talk + "\"}]");
            socket.send("423[\"message:received\",{\"conversationId\":\"" + talk + "\",\"seq\":0}]");
            socket.send("424[\"message:received\",{\"conversationId\":\"" + talk + "\",\"seq\":\"1\"}]");
            socket.send("425[\"message:received\",{\"conversationId\":\"" + talk + "\",\"seq\":1.5}]");
            socket.send("426[\"message:received\"]");

            // Then
            assertThat(socket.awaitText("431")).contains("\"code\":\"CONVERSATION_UNKNOWN\"");
            for (String ack : List.of("432", "433", "434", "435")) {
                assertThat(socket.awaitText(ack)).contains("\"code\":\"MALFORMED\"");
            }
            assertThat(socket.awaitText("436")).contains("\"code\":\"CONVERSATION_UNKNOWN\"");
        }
    }

    @Test
    void isTakenOfOnePersonNoMoreOftenThanItMay() {
        try (RawSocket one = RawSocket.connect(gateway, amina);
                RawSocket another = RawSocket.connect(gateway, amina)) {
            // When: more than a burst, on two sockets, each for another conversation
            for (int i = 0; i < 150; i++) {
                String other = ConversationId.direct(amina, "b" + i).value();
                (i % 2 == 0 ? one : another)
                        .send("421[\"message:received\",{\"conversationId\":\"" + other + "\",\"seq\":1}]");
            }

            // Then
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(List.of(one, another))
                            .flatExtracting(RawSocket::texts)
                            .filteredOn(text -> text.startsWith("431"))
                            .hasSize(150)
                            .anyMatch(text -> text.contains("TOO_MANY_REQUESTS")));
        }
    }

    private LogTail<PresenceEvent> follow() {
        LogTail<PresenceEvent> tail = new LogTail<>(
                new LogSettings(bootstrapServers, "/baraza/tests", "", Map.of()),
                Topics.PRESENCE_EVENTS,
                LogTail.From.END,
                EventCodec.of(PresenceEvent.class),
                batch -> batch.forEach(record -> {
                    if (record.event() instanceof MessagesReceived received
                            && received.userId().equals(amina)) {
                        told.add(received);
                    }
                }),
                new SimpleMeterRegistry());
        tail.start().join();
        return tail;
    }
}
