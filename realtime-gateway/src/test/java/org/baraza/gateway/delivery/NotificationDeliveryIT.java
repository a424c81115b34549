package org.baraza.gateway.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.NotificationRaised;
import org.baraza.contracts.notification.NotificationView;
import org.baraza.contracts.notification.UnreadCounted;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class NotificationDeliveryIT {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    private final String amina = "amina-" + UUID.randomUUID();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void bringsWhatIsOnTheLogTwiceOnceAndTheNumberOfThatTime() {
        try (TestLog log = new TestLog(bootstrapServers);
                RawSocket socket = RawSocket.connect(gateway, amina)) {
            // When: the writer crashed, and says it again when something else has been read meanwhile
            tell(log, new NotificationRaised(amina, notification(), 2), "~raised~1");
            tell(log, new NotificationRaised(amina, notification(), 1), "~raised~1");
            tell(log, new NotificationRaised(amina, notification(), 1), "~raised~2");
            tell(log, new UnreadCounted(amina, 7), "~counted");

            // Then
            socket.awaitText(count(7));
            assertThat(socket.texts())
                    .filteredOn(text -> text.startsWith("42[\"notification"))
                    .extracting(text -> text.startsWith("42[\"notification:new\"") ? "new" : text)
                    .containsExactly("new", count(2), count(1), "new", count(1), count(7));
        }
    }

    private void tell(TestLog log, Object event, String what) {
        log.append(Topics.NOTIFICATION_EVENTS, amina, event, amina + what);
    }

    private static String count(int unread) {
        return "42[\"notifications:count\",{\"count\":" + unread + "}]";
    }

    private static NotificationView notification() {
        return new NotificationView("n~1", "LIKE", "Somebody likes it", null, null, false, null, AT, Map.of());
    }
}
