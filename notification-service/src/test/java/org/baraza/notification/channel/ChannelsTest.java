package org.baraza.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelsTest {

    private static final Push PUSH =
            new Push("p", "k", Push.Kind.CLEAR, "NEW_MESSAGE", "dm.a.b", null, null, null, 0, Duration.ofHours(1));

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Script script = new Script();
    private final Channels channels =
            new Channels(List.of(script), script, new PushMetrics(registry), Duration.ofMillis(200), clock);

    @Test
    void aHostThatIsDownIsLeftAloneAndTheOthersAreNot() {
        // Given
        script.answer = CompletableFuture.failedFuture(new IllegalStateException("reset"));
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN; i++) {
            assertThat(deliver("down")).isEqualTo(Outcome.LATER);
        }
        script.answer = CompletableFuture.completedFuture(Outcome.SENT);

        // When
        Outcome left = deliver("down");
        Outcome other = deliver("up");

        // Then
        assertThat(left).isEqualTo(new Outcome.Later(Circuit.PAUSE, false));
        assertThat(other).isEqualTo(Outcome.SENT);
        assertThat(script.called).hasSize(Circuit.FAILURES_TO_OPEN + 1);
        clock.advance(Circuit.PAUSE);
        assertThat(deliver("down")).isEqualTo(Outcome.SENT);
    }

    @Test
    void aProviderThatDoesNotAnswerIsAskedAgainLater() {
        script.answer = new CompletableFuture<>();
        assertThat(deliver("hangs")).isEqualTo(Outcome.LATER);
    }

    @Test
    void aProviderThatSaysWhenItWantsToBeAskedAgainIsUp() {
        // Given
        script.answer = CompletableFuture.completedFuture(new Outcome.Later(Duration.ofSeconds(7)));

        // When
        for (int i = 0; i <= Circuit.FAILURES_TO_OPEN; i++) {
            deliver("busy");
        }

        // Then
        assertThat(script.called).hasSize(Circuit.FAILURES_TO_OPEN + 1);
    }

    @Test
    void whatWasNotTriedSaysNothingOfTheHost() {
        // Given
        script.answer = CompletableFuture.failedFuture(new IllegalStateException("reset"));
        for (int i = 0; i < Circuit.FAILURES_TO_OPEN - 1; i++) {
            deliver("down");
        }
        script.answer = CompletableFuture.completedFuture(Outcome.waiting(Duration.ofSeconds(2)));
        assertThat(deliver("down")).isEqualTo(Outcome.waiting(Duration.ofSeconds(2)));
        script.answer = CompletableFuture.failedFuture(new IllegalStateException("reset"));

        // When
        deliver("down");

        // Then
        assertThat(deliver("down")).isEqualTo(Outcome.waiting(Circuit.PAUSE));
    }

    @Test
    void everyOutcomeIsCountedByProvider() {
        // When
        script.answer = CompletableFuture.completedFuture(Outcome.SENT);
        deliver("a");
        script.answer = CompletableFuture.completedFuture(Outcome.DEAD);
        deliver("a");
        deliver("a");

        // Then
        assertThat(counted("sent")).isEqualTo(1);
        assertThat(counted("dead")).isEqualTo(2);
    }

    private double counted(String outcome) {
        return registry.get("baraza.notifications.pushes")
                .tags("provider", "script", "outcome", outcome)
                .counter()
                .count();
    }

    private Outcome deliver(String host) {
        Device device = new Device("id", "bob", "web", "firefox", host, null, null, Instant.EPOCH);
        return channels.deliver(PUSH, device).join();
    }

    /** A channel that answers as it is told, to devices whose token is their host. */
    private static final class Script implements NotificationChannel {

        private final List<String> called = new ArrayList<>();
        private CompletionStage<Outcome> answer;

        @Override
        public String provider() {
            return "script";
        }

        @Override
        public String host(Device device) {
            return device.token();
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public boolean reaches(DeviceType type) {
            return true;
        }

        @Override
        public CompletionStage<Outcome> deliver(Push push, Device device) {
            called.add(device.token());
            return answer;
        }
    }
}
