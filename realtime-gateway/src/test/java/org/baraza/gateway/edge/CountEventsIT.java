package org.baraza.gateway.edge;

import java.net.URI;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class CountEventsIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    private final String amina = "amina-" + UUID.randomUUID();

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void askTheOwnerForOnePersonNoMoreOftenThanTheyMay() {
        try (RawSocket socket = RawSocket.connect(gateway, amina);
                RawSocket ofAnother = RawSocket.connect(gateway, "another-" + amina)) {
            // When: more than a burst, without an acknowledgement
            for (int i = 0; i < 60; i++) {
                socket.send("42[\"notifications:request-count\"]");
            }
            socket.send("421[\"notifications:request-count\"]");
            ofAnother.send("421[\"notifications:request-count\"]");

            // Then: the owner, who is away, was not asked for the first
            assertThat(socket.awaitText("431")).contains("\"code\":\"TOO_MANY_REQUESTS\"");
            assertThat(ofAnother.awaitText("431")).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
        }
    }
}
