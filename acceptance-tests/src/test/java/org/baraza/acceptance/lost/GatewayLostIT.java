package org.baraza.acceptance.lost;

import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Traffic;
import org.baraza.acceptance.network.Road;
import org.baraza.acceptance.platform.Metrics;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

/**
 * One of three gateways is lost to its clients, while people write to each other: killed, or behind a network that swallows
 * everything and closes nothing. A third of the people have two devices. All clients come back as the website does, through a
 * balancer, and end with what REST tells.
 */
class GatewayLostIT {

    private static final int GATEWAY = 1;
    private static final String PROCESS = "gateway-" + (GATEWAY + 1);
    private static final int MESSAGES_PER_SECOND = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(
            options -> options.withGateways(3).withEnvironment("realtime-gateway", Timing.ofGateways()));

    @Test
    void afterAKillAllAreBackAndEqualAndWhoIsGoneIsOfflineWithinTheLease() {
        TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1), PLATFORM.gateway(2));
        happens(new Kill(balancer, PLATFORM.platform().process(PROCESS)), 2_000, 3_000);
    }

    @Test
    void afterAProxySwallowedEverythingBothEndsNoticeAllAreBackAndEqualAndWhoIsGoneIsOffline() {
        TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1), PLATFORM.gateway(2));
        happens(new Swallow(balancer, GATEWAY, GatewayLostIT::pingTimeouts), 600, 900);
    }

    @Test
    void afterItsRouteBecameABlackholeBothEndsNoticeAllAreBackAndEqualAndWhoIsGoneIsOffline() {
        Road.assumePossible();
        Road road = Road.to(PLATFORM.gateway(GATEWAY));
        TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), road.origin(), PLATFORM.gateway(2));
        happens(new Blackhole(balancer, GATEWAY, GatewayLostIT::pingTimeouts, road), 600, 900);
    }

    private static void happens(Loss loss, int people, int sockets) {
        try (loss;
                Crowd crowd = Crowd.at(loss.origin())) {
            // Given
            Town town = Town.of(crowd, PLATFORM.community(), people, sockets);
            try (Traffic traffic = town.talk(MESSAGES_PER_SECOND)) {
                await().until(() -> town.copied() > MESSAGES_PER_SECOND);

                // When
                long lost = System.nanoTime();
                loss.happen();

                // Then
                loss.awaitNoticed(crowd);
                Aftermath aftermath = new Aftermath(loss.getClass().getSimpleName(), town, lost);
                aftermath.everybodyIsBackAndHasSynced();
                aftermath.whoIsGoneIsOfflineAndNobodyElseFlickers(traffic, loss.offlineAfter());
                aftermath.everybodysCopyIsWhatRestTells(PLATFORM.gateway(0), PLATFORM.community());
            }
        }
    }

    private static long pingTimeouts() {
        return Metrics.closedSockets(PLATFORM.platform(), PROCESS, "PING_TIMEOUT");
    }
}
