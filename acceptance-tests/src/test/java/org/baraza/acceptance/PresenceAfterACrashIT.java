package org.baraza.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway is killed with SIGKILL, and nobody is left who could say goodbye for its clients. */
class PresenceAfterACrashIT {

    private static final Duration LEASE = Duration.ofSeconds(6);
    /** The lease, a sweep, and a slow machine. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withEnvironment(
            "realtime-gateway", Map.of("GATEWAY_PRESENCE_LEASE", LEASE.toString(), "GATEWAY_PRESENCE_RENEWAL", "2s")));

    @Test
    void whoWasThereOnlyIsOfflineWithinTheLeaseAndWhoHasMovedNeverFlickers() {
        // Given
        PLATFORM.community().join("watcher", "stranded", "moving");
        try (Peer watcher = watching("watcher", "stranded", "moving");
                Peer stranded = peer(1, "stranded");
                Peer moving = peer(1, "moving")) {
            await().atMost(NOTICED).untilAsserted(() -> {
                assertThat(statuses(watcher, "stranded")).containsExactly(true);
                assertThat(statuses(watcher, "moving")).containsExactly(true);
            });

            // When
            ManagedProcess gateway = PLATFORM.platform().process("gateway-2");
            gateway.kill();
            try (Peer moved = peer(0, "moving")) {

                // Then
                await().atMost(NOTICED)
                        .untilAsserted(
                                () -> assertThat(statuses(watcher, "stranded")).containsExactly(true, false));
                assertThat(statuses(watcher, "moving")).containsExactly(true);
                assertThat(moved.isConnected()).isTrue();

                // When
                gateway.restart();
                try (Peer back = peer(1, "stranded")) {

                    // Then
                    await().atMost(NOTICED)
                            .untilAsserted(() ->
                                    assertThat(statuses(watcher, "stranded")).containsExactly(true, false, true));
                    assertThat(back.isConnected()).isTrue();
                    assertThat(statuses(watcher, "moving")).containsExactly(true);
                }
            }
        }
    }

    /** Somebody who shares a conversation with others and has asked who of them is online. */
    private static Peer watching(String userId, String... others) {
        Peer watcher = peer(0, userId);
        for (String other : others) {
            watcher.send(other, "to-" + other, "are you there?").join();
        }
        watcher.emit("online:get-users");
        await().untilAsserted(
                        () -> assertThat(watcher.received("online:users-list")).hasSize(1));
        return watcher;
    }

    private static List<Boolean> statuses(Peer watcher, String userId) {
        return watcher.received("user:status-change").stream()
                .filter(event -> event.body().getString("userId").equals(userId))
                .map(event -> event.body().getBoolean("isOnline"))
                .toList();
    }

    private static Peer peer(int gateway, String userId) {
        return Peer.connect(PLATFORM.gateway(gateway), PLATFORM.community().tokenOf(userId));
    }
}
