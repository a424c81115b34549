package org.baraza.acceptance.soak;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.baraza.acceptance.platform.RunningPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A {@link Day} of the community, or as many as the system property {@code soak.days} says, as fast as two gateways carry it.
 * Afterwards each message is with whom it concerns, once, and the processes and Redis hold what they held before.
 *
 * <p>Before that the same people live the first part of a day of the same kind, in which each of them comes. So what each of
 * them legitimately leaves behind is there already: when they were last seen, their rates, the numbers of their conversations,
 * what pools and caches keep. What is looked at is what is left when all have gone and every lease is over.
 */
class SoakIT {

    /** May be a part of a day, too. */
    private static final double DAYS = Double.parseDouble(System.getProperty("soak.days", "0.1"));

    /** Leases, and a minute after which idle connections between services are closed. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    private static final Duration LAST_WORKERS = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withEnvironment(
            "realtime-gateway",
            Map.of(
                    "GATEWAY_SOCKETS_PING_INTERVAL", "6s",
                    "GATEWAY_SOCKETS_PING_TIMEOUT", "6s",
                    "GATEWAY_SOCKETS_CONNECT_TIMEOUT", "5s",
                    "GATEWAY_PRESENCE_LEASE", "6s",
                    "GATEWAY_PRESENCE_RENEWAL", "2s",
                    "GATEWAY_RECOVERY_WINDOW", "10s",
                    "GATEWAY_RECOVERY_RENEWAL", "5s",
                    // full after a small part of a day
                    "GATEWAY_DELIVERY_REMEMBERED_EVENTS", "1000")));

    @Test
    void afterDaysOfComingAndGoingNoMessageIsLostOrDoubledAndEverythingIsLetGo() {
        try (Town town = new Town(PLATFORM)) {
            // Given
            town.settle();
            town.live(new Day(0), Day.UNTIL_EVERYBODY_HAS_COME);
            town.closeTheBooks();
            awaitQuiet();
            Inventory before = Inventory.of(PLATFORM.platform());

            // When
            for (int day = 1; day < DAYS + 1; day++) {
                town.live(new Day(day), Math.min(1, DAYS + 1 - day));
            }
            town.closeTheBooks();
            awaitQuiet();

            // Then
            Inventory[] after = {before};
            try {
                await().pollInterval(BETWEEN_LOOKS).atMost(LAST_WORKERS).untilAsserted(() -> {
                    after[0] = Inventory.of(PLATFORM.platform());
                    assertThat(after[0].excessOver(before)).isEmpty();
                });
            } finally {
                System.out.printf("[soak] %s%n%s%n", town.ledger(), after[0].besides(before));
            }
        }
    }

    /** Nobody is there, every lease is over, and no connection waits for another request. */
    private static void awaitQuiet() {
        await().atMost(QUIET).pollInterval(BETWEEN_LOOKS).untilAsserted(() -> {
            assertThat(Inventory.gauges(PLATFORM.platform()))
                    .allSatisfy(
                            (gauge, value) -> assertThat(value).as("%s", gauge).isZero());
            try (Redis redis = Redis.at(PLATFORM.platform().redisUrl())) {
                assertThat(Inventory.keysByKind(redis).keySet()).isEqualTo(Set.copyOf(Inventory.LASTING_KEYS));
            }
            assertThat(Inventory.requests(PLATFORM.platform()))
                    .as("connections of clients and between services")
                    .isZero();
        });
    }
}
