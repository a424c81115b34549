package org.baraza.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.baraza.acceptance.socket.Peer;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients with the website's transports, or with polling alone, behind a balancer that sends every connection to another
 * gateway than the one before. The Java client opens a connection for each request.
 */
class BehindABalancerIT {

    private static final int SOCKETS = 6;
    private static final int MESSAGES = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    private final String amina = "amina-" + UUID.randomUUID();
    private final String baraka = "baraka-" + UUID.randomUUID();
    private final List<Peer> sockets = new ArrayList<>();
    private TcpBalancer balancer;

    @BeforeEach
    void join() {
        PLATFORM.community().join(amina, baraka);
        balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1));
    }

    @AfterEach
    void close() {
        sockets.forEach(Peer::close);
        balancer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling,websocket", "polling"})
    void everySocketSeesEveryMessageOnceAndInOrder(String transports) {
        // Given
        for (int i = 0; i < SOCKETS; i++) {
            String person = i % 2 == 0 ? amina : baraka;
            sockets.add(Peer.open(balancer.origin(), PLATFORM.community().tokenOf(person), transports.split(",")));
        }
        sockets.forEach(Peer::awaitConnected);

        // When
        List<JSONObject> acks = IntStream.range(0, MESSAGES)
                .mapToObj(i -> sockets.get(i % SOCKETS)
                        .send(i % 2 == 0 ? baraka : amina, "m" + i, "message " + i)
                        .join())
                .toList();

        // Then
        List<String> ids = acks.stream().map(ack -> ack.getString("id")).toList();
        assertThat(acks)
                .extracting(ack -> ack.getLong("seq"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, MESSAGES)
                        .mapToObj(Long::valueOf)
                        .toList());
        for (Peer socket : sockets) {
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(socket.received("message:new"))
                            .extracting(event -> event.body().getString("id"))
                            .containsExactlyElementsOf(ids));
            assertThat(socket.connections()).isEqualTo(1);
        }
    }
}
