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
class SyncEventsIT {

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void saysSoWhenTheOwnerIsAwayAndRefusesWhatIsNoObject() {
        try (RawSocket socket = RawSocket.connect(gateway, "amina-" + UUID.randomUUID())) {
            // When
            socket.send("421[\"sync\",{\"conversations\":[]}]");
            socket.send("422[\"sync\",[]]");
            socket.send("423[\"sync\"]");

            // Then
            assertThat(socket.awaitText("431")).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
            assertThat(socket.awaitText("432")).contains("\"code\":\"MALFORMED\"");
            assertThat(socket.awaitText("433")).contains("\"code\":\"MALFORMED\"");
        }
    }
}
