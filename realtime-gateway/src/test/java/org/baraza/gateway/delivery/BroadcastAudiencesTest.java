package org.baraza.gateway.delivery;

import java.util.List;
import java.util.stream.IntStream;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BroadcastAudiencesTest {

    private final BroadcastAudiences audiences = new BroadcastAudiences(100);

    @Test
    void areForgottenLongestUntouchedFirst() {
        // Given: 10 + 30 each
        audiences.remember("bc.1", "amina", named(30));
        audiences.remember("bc.2", "amina", named(30));
        audiences.of("bc.1");

        // When
        audiences.remember("bc.3", "amina", named(30));

        // Then
        assertThat(audiences.of("bc.2")).isEmpty();
        assertThat(audiences.of("bc.1")).isPresent();
        assertThat(audiences.of("bc.3")).isPresent();
    }

    @Test
    void countNobodyTwice() {
        // Given
        IntStream.range(0, 10).forEach(i -> audiences.remember("bc.1", "amina", named(80)));

        // Then
        audiences.remember("bc.2", "amina", Audience.all());
        assertThat(audiences.of("bc.1")).isPresent();
        assertThat(audiences.of("bc.2")).isPresent();
    }

    @Test
    void keepTheLastHoweverLarge() {
        // When
        audiences.remember("bc.1", "amina", named(1_000));

        // Then
        assertThat(audiences.of("bc.1"))
                .get()
                .extracting(known -> known.audience().recipientIds().size())
                .isEqualTo(1_000);
    }

    @Test
    void areSaidByTheMessageUnlessPeopleAreNamed() {
        assertThat(BroadcastAudiences.saidBy(details(AudienceType.ALL, null))).contains(Audience.all());
        assertThat(BroadcastAudiences.saidBy(details(AudienceType.CHAPTER, "nairobi")))
                .contains(Audience.chapter("nairobi"));
        assertThat(BroadcastAudiences.saidBy(details(AudienceType.CUSTOM, null)))
                .isEmpty();
        assertThat(BroadcastAudiences.saidBy(null)).isEmpty();
    }

    private static BroadcastDetails details(AudienceType type, String chapterId) {
        return new BroadcastDetails("Casting", null, type, chapterId, Priority.NORMAL, false);
    }

    private static Audience named(int people) {
        List<String> ids = IntStream.range(0, people).mapToObj(i -> "user" + i).toList();
        return Audience.of(ids);
    }
}
