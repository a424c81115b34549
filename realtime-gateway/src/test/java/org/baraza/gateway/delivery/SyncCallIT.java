package org.baraza.gateway.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

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
class SyncCallIT {

    private static final int SOCKETS = 5;
    private static final String CALL = "42[\"sync:required\"]";

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Inject
    SyncCall sync;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void reachesEverySocketOnceButNotAllAtOnce() {
        List<RawSocket> sockets = IntStream.range(0, SOCKETS)
                .mapToObj(i -> RawSocket.connect(gateway, "amina-" + UUID.randomUUID()))
                .toList();
        try {
            // When
            long called = System.nanoTime();
            sync.tellAll();
            sockets.forEach(socket -> socket.awaitText(CALL));

            // Then: a tenth of a second between one and the next
            assertThat(Duration.ofNanos(System.nanoTime() - called)).isGreaterThan(Duration.ofMillis(400));
            for (RawSocket socket : sockets) {
                socket.send("421[\"online:get-users\"]");
                socket.awaitText("431");
                assertThat(socket.texts()).containsOnlyOnce(CALL);
            }
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }
}
