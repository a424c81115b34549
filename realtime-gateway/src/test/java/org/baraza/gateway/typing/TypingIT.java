package org.baraza.gateway.typing;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealBackends.class)
class TypingIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Inject
    RedisDataSource redis;

    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();
    private final String talk = ConversationId.direct(amina, baraka).value();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void isToldToTheOtherPersonUntilItStops() {
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka)) {
            // When
            ofAmina.send("421[\"typing:start\",{\"conversationId\":\"" + talk + "\"}]");

            // Then
            assertThat(ofAmina.awaitText("431")).isEqualTo("431[{\"ok\":true}]");
            ofBaraka.awaitText(typing(true));

            // When
            ofAmina.send("42[\"typing:stop\",{\"conversationId\":\"" + talk + "\"}]");

            // Then
            ofBaraka.awaitText(typing(false));
            assertThat(ofAmina.texts()).noneMatch(text -> text.contains("\"typing\""));
        }
    }

    @Test
    void endsByItselfAndComesFromOtherGatewaysToo() {
        try (RawSocket ofBaraka = RawSocket.connect(gateway, baraka)) {
            // When: another gateway says so, and dies
            redis.pubsub(String.class)
                    .publish(
                            "typing",
                            "{\"conversationId\":\"" + talk + "\",\"userId\":\"" + amina + "\",\"isTyping\":true}");
            ofBaraka.awaitText(typing(true));
            long begun = System.nanoTime();

            // Then
            ofBaraka.awaitText(typing(false));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
        }
    }

    @Test
    void survivesNonsenseOnTheChannel() {
        // Given
        redis.pubsub(String.class).publish("typing", "{\"conversationId\":\"nonsense\",\"userId\":\"x\"}");
        redis.pubsub(String.class).publish("typing", "{");

        // Then
        isToldToTheOtherPersonUntilItStops();
    }

    @Test
    void isRefusedWhereItIsNotAllowed() {
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina)) {
            // When
            ofAmina.send("421[\"typing:start\",{\"conversationId\":\"dm.b.c\"}]");
            ofAmina.send("422[\"typing:start\",{\"conversationId\":\"bc.00112233445566778899aabbccddeeff\"}]");
            ofAmina.send("423[\"typing:start\",{\"conversationId\":{\"$ne\":1}}]");
            ofAmina.send("424[\"typing:stop\"]");
            for (int i = 0; i < 60; i++) {
                ofAmina.send("425[\"typing:start\",{\"conversationId\":\"" + talk + "\"}]");
            }

            // Then
            for (String ack : new String[] {"431", "432", "433", "434"}) {
                assertThat(ofAmina.awaitText(ack)).contains("\"code\":\"CONVERSATION_UNKNOWN\"");
            }
            await().untilAsserted(
                            () -> assertThat(ofAmina.texts()).anyMatch(text -> text.contains("TOO_MANY_REQUESTS")));
        }
    }

    private String typing(boolean isTyping) {
        return "42[\"typing\",{\"conversationId\":\"" + talk + "\",\"userId\":\"" + amina + "\",\"isTyping\":"
                + isTyping + "}]";
    }
}
