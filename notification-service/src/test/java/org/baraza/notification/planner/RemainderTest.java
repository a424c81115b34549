package org.baraza.notification.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.baraza.notification.channel.Outcome;
import org.baraza.notification.preference.Device;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RemainderTest {

    private static final Outcome WAITING = Outcome.waiting(Duration.ofSeconds(15));
    private static final int LAST = Backoff.MAX_ATTEMPTS - 1;

    private final List<Device> devices = List.of(device("one"), device("two"), device("three"));

    @Test
    void nothingIsLeftOfWhatHasAnEnd() {
        assertThat(after(0, Outcome.SENT, Outcome.DEAD, Outcome.REFUSED).devices())
                .isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainAsLateAsTheSlowestProviderAsks() {
        Remainder rest = after(2, Outcome.SENT, new Outcome.Later(Duration.ofSeconds(7), true), Outcome.LATER);
        assertThat(rest).isEqualTo(new Remainder(List.of("two", "three"), 3, Duration.ofSeconds(7)));
    }

    @Test
    void waitingForAProviderIsNoAttemptHoweverOftenItHappens() {
        Remainder rest = after(LAST, Outcome.SENT, WAITING, WAITING);
        assertThat(rest).isEqualTo(new Remainder(List.of("two", "three"), LAST, Duration.ofSeconds(15)));
    }

    @Test
    void theLastAttemptEndsThoseThatWereTried() {
        assertThat(after(LAST, Outcome.LATER, Outcome.DEAD, Outcome.SENT).devices())
                .isEmpty();
    }

    @Test
    void whoWaitedMeanwhileHasAllAttemptsStill() {
        assertThat(after(LAST, Outcome.LATER, WAITING, Outcome.SENT))
                .isEqualTo(new Remainder(List.of("two"), 0, Duration.ofSeconds(15)));
    }

    private Remainder after(int before, Outcome... outcomes) {
        return Remainder.of(devices, List.of(outcomes), before);
    }

    private static Device device(String id) {
        return new Device(id, "bob", "android", id, "token", null, null, Instant.EPOCH);
    }
}
