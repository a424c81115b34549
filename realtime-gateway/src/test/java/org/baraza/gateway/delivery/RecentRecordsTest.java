package org.baraza.gateway.delivery;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentRecordsTest {

    private static final long MAX_AGE_NANOS = 100;

    private final Track track = new Track();
    private final RecentRecords recent = new RecentRecords(1_000, 1_000, MAX_AGE_NANOS);

    @BeforeEach
    void begin() {
        track.begin(Map.of(0, 0L));
    }

    @Test
    void forgetsWhatIsTooOldAlsoWhereNothingComesAfterIt() {
        // Given
        add(0, 10);
        add(1, 20);

        // When
        recent.forgetOld(10 + MAX_AGE_NANOS + 1);

        // Then
        assertThat(recent.of("amina")).extracting(RecentRecords.Recent::offset).containsExactly(1L);
        assertThat(track.remembered(0)).isEqualTo(1);
        recent.forgetOld(20 + MAX_AGE_NANOS + 1);
        assertThat(recent.size()).isZero();
        assertThat(recent.bytes()).isZero();
    }

    @Test
    void keepsWhatIsJustOldEnough() {
        add(0, 10);

        recent.forgetOld(10 + MAX_AGE_NANOS);

        assertThat(recent.size()).isEqualTo(1);
    }

    private void add(long offset, long now) {
        track.read(0, offset);
        Dispatch told = new Dispatch().to("amina", new Notices(new Notice("event", () -> "{}")));
        recent.add(track, 0, offset, 1, now, told, () -> told);
    }
}
