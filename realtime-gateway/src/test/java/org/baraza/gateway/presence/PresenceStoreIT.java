package org.baraza.gateway.presence;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.presence.PresenceStore.Lease;
import org.baraza.gateway.presence.PresenceStore.Sighting;
import org.baraza.local.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The leases in a real Redis. The gateway's own sweep is switched off: what is swept here is swept by the test. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class PresenceStoreIT {

    private static final Duration LONG = ofSeconds(60);
    private static final Duration SHORT = ofMillis(300);

    @Inject
    PresenceStore store;

    @Inject
    PresenceBoard board;

    @Inject
    ReactiveRedisDataSource redis;

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    Backends backends;

    private final String amina = "amina-" + UUID.randomUUID();
    private final Lease phone = new Lease(amina, "phone-" + UUID.randomUUID());
    private final Lease laptop = new Lease(amina, "laptop-" + UUID.randomUUID());

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
    }

    @Test
    void whoOpensALeaseComesOnlineOnce() {
        // When
        List<String> first = done(store.renew(List.of(phone), LONG));
        List<String> again = done(store.renew(List.of(phone), LONG));
        List<String> second = done(store.renew(List.of(laptop), LONG));

        // Then
        assertThat(first).containsExactly(amina);
        assertThat(again).isEmpty();
        assertThat(second).isEmpty();
        assertThat(done(store.online())).contains(amina);
    }

    @Test
    void twoConnectionsOpenedInOneStepAreOnePersonWhoCame() {
        // Given
        Lease other = new Lease("baraka-" + UUID.randomUUID(), "tablet-" + UUID.randomUUID());

        // When
        List<String> came = done(store.renew(List.of(phone, laptop, other), LONG));

        // Then
        assertThat(came).containsExactly(amina, other.userId());
    }

    @Test
    void aLeaseThatIsNotRenewedEndsByItself() {
        // When
        done(store.renew(List.of(phone), SHORT));

        // Then
        assertSweptWithin(ofSeconds(10));
        assertThat(done(store.online())).doesNotContain(amina);
        assertThat(done(store.sweep(LONG))).as("told once").doesNotContain(amina);
    }

    @Test
    void aRenewalKeepsSomebodyOnline() {
        // Given
        done(store.renew(List.of(phone), SHORT));

        // When
        done(store.renew(List.of(phone), LONG));

        // Then
        assertStaysOnline();
    }

    @Test
    void aShorterRenewalOfOneConnectionDoesNotEndTheLeaseOfAnother() {
        // Given
        done(store.renew(List.of(phone), LONG));

        // When
        done(store.renew(List.of(laptop), SHORT));

        // Then
        assertStaysOnline();
    }

    @Test
    void whoClosesTheirLastConnectionStaysOnlineForAGrace() {
        // Given
        done(store.renew(List.of(phone), LONG));

        // When
        done(store.close(List.of(phone), ofSeconds(1)));

        // Then
        assertThat(done(store.sweep(LONG))).doesNotContain(amina);
        assertThat(done(store.online())).contains(amina);
        assertSweptWithin(ofSeconds(10));
    }

    @Test
    void aReloadWithinTheGraceIsNotNoticed() {
        // Given
        done(store.renew(List.of(phone), LONG));
        done(store.close(List.of(phone), SHORT));

        // When
        List<String> came = done(store.renew(List.of(laptop), LONG));

        // Then
        assertThat(came).isEmpty();
        assertStaysOnline();
    }

    @Test
    void whoClosesOneOfTwoConnectionsStaysOnline() {
        // Given
        done(store.renew(List.of(phone, laptop), LONG));

        // When
        done(store.close(List.of(phone), SHORT));

        // Then
        assertStaysOnline();
    }

    @Test
    void aConnectionCannotEndTheLeaseOfAnother() {
        // Given
        done(store.renew(List.of(phone), LONG));

        // When
        done(store.close(List.of(new Lease(amina, "never-opened")), SHORT));
        done(store.close(List.of(laptop), SHORT));
        done(store.close(List.of(laptop), SHORT));

        // Then
        assertStaysOnline();
    }

    @Test
    void aCloseBringsNobodyOnline() {
        // When
        done(store.close(List.of(phone), LONG));

        // Then
        assertThat(done(store.online())).doesNotContain(amina);
    }

    @Test
    void whoWentOfflineComesOnlineAgain() {
        // Given
        done(store.renew(List.of(phone), SHORT));
        assertSweptWithin(ofSeconds(10));

        // When
        List<String> came = done(store.renew(List.of(phone), LONG));

        // Then
        assertThat(came).containsExactly(amina);
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        // Given
        done(store.renew(List.of(phone), LONG));
        done(redis.execute("SCRIPT", "FLUSH"));

        // When
        List<String> came = done(store.renew(List.of(laptop), LONG));
        done(redis.execute("SCRIPT", "FLUSH"));
        done(store.close(List.of(phone), SHORT));
        done(redis.execute("SCRIPT", "FLUSH"));
        done(store.sweep(LONG));

        // Then
        assertThat(came).isEmpty();
        assertThat(done(store.online())).contains(amina);
    }

    @Test
    void keysExpireWhenNobodyCaresForThem() {
        // When
        done(store.renew(List.of(phone), SHORT));

        // Then
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(done(redis.key().exists("{presence}:leases:" + amina)))
                        .isFalse());
    }

    @Test
    void aLossOfEverythingHealsWithTheNextRenewal() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            awaitOnline(amina);

            // When
            done(redis.execute("FLUSHALL"));

            // Then
            awaitOnline(amina);
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(board.online()).contains(amina));
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void aRedisThatDiesHarmsNoSocketAndComesBackRight() {
        // Given
        try (RawSocket socket = RawSocket.connect(gateway, amina)) {
            awaitOnline(amina);

            // When
            backends.redis().process().kill();
            socket.send("421[\"online:get-users\"]");
            socket.awaitText("42[\"online:users-list\"");
            backends.redis().process().start();

            // Then
            awaitOnline(amina);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void connectionsClosedInOneStepEndEachForItself() {
        // Given
        Lease other = new Lease("baraka-" + UUID.randomUUID(), "tablet-" + UUID.randomUUID());
        done(store.renew(List.of(phone, laptop, other), LONG));

        // When
        done(store.close(List.of(phone, other), SHORT));

        // Then
        assertStaysOnline();
        assertThat(done(store.see(List.of(amina, other.userId()))))
                .extracting(Sighting::devices)
                .containsExactly(1, 0);
    }

    @Test
    void knowsOnHowManyDevicesSomebodyIs() {
        // Given
        done(store.renew(List.of(phone, laptop), LONG));

        // When
        List<Sighting> seen = done(store.see(List.of(amina, "nobody-" + amina)));

        // Then
        assertThat(seen)
                .containsExactly(new Sighting(amina, true, 2, null), new Sighting("nobody-" + amina, false, 0, null));
    }

    @Test
    void knowsWhenSomebodyWentAndForgetsItInTheEnd() {
        // Given
        Instant before = Instant.now();
        done(store.renew(List.of(phone), SHORT));
        assertSweptWithin(ofSeconds(10));

        // When
        Sighting gone = done(store.see(List.of(amina))).get(0);
        done(store.sweep(ofMillis(1)));

        // Then
        assertThat(gone.isOnline()).isFalse();
        assertThat(gone.lastSeen()).isBetween(before, Instant.now());
        assertThat(done(store.see(List.of(amina))).get(0).lastSeen()).isNull();
    }

    private void awaitOnline(String userId) {
        await().atMost(ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(done(store.online())).contains(userId));
    }

    private void assertSweptWithin(Duration bound) {
        await().atMost(bound)
                .untilAsserted(() -> assertThat(done(store.sweep(LONG))).contains(amina));
    }

    private void assertStaysOnline() {
        await().during(SHORT.multipliedBy(2)).atMost(ofSeconds(10)).untilAsserted(() -> {
            assertThat(done(store.sweep(LONG))).doesNotContain(amina);
            assertThat(done(store.online())).contains(amina);
        });
    }

    private static <T> T done(Uni<T> call) {
        return call.await().atMost(ofSeconds(10));
    }
}
