package org.baraza.gateway.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.PersonChange;
import org.baraza.gateway.TestLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeopleChangesTest {

    private static final Duration KEPT = Duration.ofMinutes(3);

    private final AtomicLong nanoTime = new AtomicLong();
    private final PeopleChanges changes = new PeopleChanges(KEPT, nanoTime::get);
    private final UserChanged good = TestLog.turnedAway("amina", false, null);

    @Test
    void somebodyWhoIsNewHasOtherAudiencesForAWhile() {
        changes.on(new PersonChange("amina", null, good));

        assertThat(changes.hasOtherAudiences("amina")).isTrue();
        assertThat(changes.hasOtherAudiences("baraka")).isFalse();
        assertThat(changes.hasOtherAccess("amina")).isFalse();

        nanoTime.addAndGet(KEPT.toNanos() + 1);
        assertThat(changes.hasOtherAudiences("amina")).isFalse();
    }

    @Test
    void somebodyWhoWasSuspendedOrSignedOutHasOtherAccess() {
        changes.on(new PersonChange("amina", good, TestLog.turnedAway("amina", true, null)));
        changes.on(new PersonChange("baraka", good, TestLog.turnedAway("baraka", false, Instant.EPOCH)));

        assertThat(changes.hasOtherAccess("amina")).isTrue();
        assertThat(changes.hasOtherAccess("baraka")).isTrue();
        assertThat(changes.hasOtherAudiences("amina")).isFalse();
    }

    @Test
    void nothingElseMatters() {
        changes.on(new PersonChange("amina", good, good));

        assertThat(changes.hasOtherAccess("amina")).isFalse();
        assertThat(changes.hasOtherAudiences("amina")).isFalse();
    }
}
