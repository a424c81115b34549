package org.baraza.gateway.presence;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.Tokens;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the presence of {@value #SOCKETS} sockets asks of Redis. Time passes {@value #FASTER} times as fast as by default. */
@QuarkusTest
@TestProfile(PresenceCostIT.FastTime.class)
class PresenceCostIT {

    private static final Logger LOGGER = Logger.getLogger(PresenceCostIT.class);
    private static final int SOCKETS = 1_000;
    private static final int FASTER = 10;
    /** Commands that gateways send themselves; the others are run by the scripts. */
    private static final List<String> SENT = List.of("evalsha", "eval", "zrange", "setex", "get", "publish");

    /** A minute: 6 renewals in 5 steps, 60 sweeps, 6 comparisons, and the gateway's own address; a little more is allowed. */
    private static final int MOST_SENT_A_MINUTE = 120;
    /** Five in the script for each socket and renewal; a little more is allowed. */
    private static final int MOST_RUN_A_MINUTE = 40_000;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Inject
    ReactiveRedisDataSource redis;

    @Inject
    PresenceBoard board;

    /** The default times, each a tenth. */
    public static final class FastTime implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gateway.presence.renewal", "1s",
                    "gateway.presence.sweep", "100ms",
                    "gateway.presence.reconciliation", "1s",
                    "gateway.sockets.max-unauthenticated", "" + SOCKETS,
                    "gateway.sockets.ping-interval", "25s",
                    "gateway.sockets.connect-timeout", "1m");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealBackends.class));
        }
    }

    @Test
    void doesNotGrowWithTheSocketsButInStepsOfTwoHundred() {
        // Given
        Readiness.await(health);
        String suffix = UUID.randomUUID().toString();
        List<RawSocket> sockets = IntStream.range(0, SOCKETS)
                .mapToObj(i -> RawSocket.open(gateway))
                .toList();
        try {
            IntStream.range(0, SOCKETS)
                    .forEach(i -> sockets.get(i).send("40{\"token\":\"" + Tokens.of("p" + i + "-" + suffix) + "\"}"));
            await().atMost(ofSeconds(60))
                    .until(() -> board.online().stream()
                                    .filter(userId -> userId.endsWith(suffix))
                                    .count()
                            == SOCKETS);

            // When
            Map<String, Long> before = calls();
            long begun = System.nanoTime();
            await().atMost(ofSeconds(60)).until(() -> sent(calls()) - sent(before) > MOST_SENT_A_MINUTE);
            Map<String, Long> after = calls();
            double minutes = (double) (System.nanoTime() - begun)
                    * FASTER
                    / Duration.ofMinutes(1).toNanos();

            // Then
            double sent = (sent(after) - sent(before)) / minutes;
            double run = (run(after) - run(before)) / minutes;
            LOGGER.infof(
                    "Redis, of %d sockets in a minute: %.0f commands sent, %.0f run by scripts", SOCKETS, sent, run);
            assertThat(sent).isLessThanOrEqualTo(MOST_SENT_A_MINUTE);
            assertThat(run).isLessThanOrEqualTo(MOST_RUN_A_MINUTE);
        } finally {
            sockets.forEach(RawSocket::close);
        }
    }

    private static long sent(Map<String, Long> calls) {
        return SENT.stream().mapToLong(name -> calls.getOrDefault(name, 0L)).sum();
    }

    private static long run(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .filter(command -> !SENT.contains(command.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Long> calls() {
        Map<String, Long> calls = new HashMap<>();
        redis.execute("INFO", "commandstats")
                .await()
                .atMost(ofSeconds(10))
                .toString()
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .map(line -> line.split("[_:=,]"))
                .filter(parts -> !parts[1].equals("info"))
                .forEach(parts -> calls.put(parts[1], Long.parseLong(parts[3])));
        return calls;
    }
}
