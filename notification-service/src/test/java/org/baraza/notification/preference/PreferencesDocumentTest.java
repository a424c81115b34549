package org.baraza.notification.preference;

import java.time.ZoneId;
import java.util.List;

import org.baraza.notification.preference.PreferencesDocument.Quiet;
import org.baraza.notification.preference.PreferencesDocument.Stretch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreferencesDocumentTest {

    private static final ZoneId BY_DEFAULT = ZoneId.of("Africa/Nairobi");

    /** Columns: the zone of quiet hours, the person's, that which counts for quiet hours. */
    @ParameterizedTest
    @CsvSource({
        "Africa/Lagos, Africa/Cairo, Africa/Lagos",
        "Africa/Atlantis, Africa/Cairo, Africa/Cairo",
        "Africa/Atlantis, 'no zone', Africa/Nairobi",
        ", Africa/Atlantis, Africa/Nairobi"
    })
    void aZoneThatIsNotKnownAnyMoreCountsAsNotSaid(String ofQuietHours, String own, String counts) {
        Preferences preferences = said(own, new Quiet(ofQuietHours, nights())).toPreferences(BY_DEFAULT);

        assertThat(preferences.quietHours().zone()).isEqualTo(ZoneId.of(counts));
    }

    @Test
    void whoseZoneIsNotKnownAnyMoreHasNone() {
        assertThat(said("Africa/Atlantis", null).toPreferences(BY_DEFAULT).timeZone())
                .isNull();
    }

    private static List<Stretch> nights() {
        return List.of(new Stretch(List.of("MONDAY"), "22:00", "07:00"));
    }

    private static PreferencesDocument said(String timeZone, Quiet quietHours) {
        return new PreferencesDocument("bob", null, null, null, null, null, null, timeZone, quietHours, null);
    }
}
