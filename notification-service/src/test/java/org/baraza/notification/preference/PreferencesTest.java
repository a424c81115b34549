package org.baraza.notification.preference;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreferencesTest {

    /** Columns: the switch of the way, of messages, of posts, what was said of the type (empty: nothing). */
    @ParameterizedTest
    @CsvSource({
        "NEW_MESSAGE, true,  true,  true,  ,      true",
        "NEW_MESSAGE, true,  false, true,  ,      false",
        "NEW_MESSAGE, true,  true,  false, ,      true",
        "BROADCAST,   true,  false, true,  ,      false",
        "LIKE,        true,  false, true,  ,      true",
        "LIKE,        true,  true,  false, ,      false",
        "POST_SHARED, true,  true,  false, ,      false",
        "CONNECTION_REQUEST, true, false, false, , true",
        "LIKE,        true,  true,  false, true,  true",
        "LIKE,        true,  true,  true,  false, false",
        "LIKE,        false, true,  true,  true,  false",
        "NEW_MESSAGE, false, true,  true,  ,      false",
    })
    void aTypeIsWantedWhereItsWayIsOnAndItselfOrElseItsKindIs(
            String type, boolean way, boolean messages, boolean posts, Boolean said, boolean wanted) {
        for (Way of : Way.values()) {
            Map<String, ChannelChoice> channels =
                    said == null ? Map.of() : Map.of(type, new ChannelChoice(said, said, said));
            Preferences preferences = new Preferences(
                    way || of != Way.EMAIL,
                    way || of != Way.PUSH,
                    way || of != Way.IN_APP,
                    posts,
                    messages,
                    DigestFrequency.DAILY,
                    null,
                    null,
                    channels);

            assertThat(preferences.wants(of, type)).isEqualTo(wanted);
        }
    }

    @Test
    void whatIsSaidOfOneWaySaysNothingOfTheOthers() {
        Preferences preferences = new Preferences(
                true,
                true,
                true,
                true,
                true,
                DigestFrequency.DAILY,
                null,
                null,
                Map.of("LIKE", new ChannelChoice(null, false, null)));

        assertThat(preferences.wants(Way.PUSH, "LIKE")).isFalse();
        assertThat(preferences.wants(Way.IN_APP, "LIKE")).isTrue();
        assertThat(preferences.wants(Way.EMAIL, "LIKE")).isTrue();
    }
}
