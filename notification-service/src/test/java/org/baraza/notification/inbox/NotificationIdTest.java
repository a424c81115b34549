package org.baraza.notification.inbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationIdTest {

    @Test
    void anIdIsReadBackAsItWasWritten() {
        // Given
        NotificationId id = new NotificationId("dm.amina_1.bob-2", 42);

        // When
        String text = id.toString();

        // Then
        assertThat(text).isEqualTo("dm.amina_1.bob-2~42");
        assertThat(NotificationId.parse(text)).contains(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource("strangeIds")
    void whatIsNotAnIdIsNone(String text) {
        assertThat(NotificationId.parse(text)).isEmpty();
    }

    static String[] strangeIds() {
        return new String[] {
            "dm.a.b",
            "dm.a.b~",
            "~1",
            "dm.a.b~0",
            "dm.a.b~01",
            "dm.a.b~-1",
            "dm.a.b~1e3",
            "dm.a.b~1~2",
            "dm.a.b~9999999999999999999",
            "{\"$ne\":null}~1",
            "$where~1",
            "dm.a.b\u0000~1",
            "dm.ä.b~1",
            "dm.a.b~١",
            " dm.a.b~1",
            "x".repeat(201) + "~1",
            "x".repeat(100_000)
        };
    }

    @Test
    void whatAnotherSystemPostedHasAnIdThatIsReadBackWhateverTheOtherSystemsIdHolds() {
        // Given
        NotificationId id = NotificationId.posted("like/1?x=~{\"$ne\":1}");

        // When
        String text = id.toString();

        // Then
        assertThat(NotificationId.parse(text)).contains(id);
        assertThat(NotificationId.posted("like/2")).isNotEqualTo(id);
        assertThat(NotificationId.causeOf(NotificationId.documentKey("bob", id.cause())))
                .isEqualTo(id.cause());
        assertThat(NotificationId.ownerOf(NotificationId.documentKey("bob", id.cause())))
                .isEqualTo("bob");
    }

    @Test
    void twoPeopleHaveDifferentDocumentsOfOneCause() {
        assertThat(NotificationId.documentKey("amina", "dm.amina.bob"))
                .isEqualTo("amina~dm.amina.bob")
                .isNotEqualTo(NotificationId.documentKey("bob", "dm.amina.bob"));
    }
}
