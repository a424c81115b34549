package org.baraza.notification.inbox;

import java.time.Instant;

import org.baraza.contracts.notification.NotificationView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTextsTest {

    private static final String SECRET = "the cake is at noon";

    @Test
    void oneMessageIsAnnouncedAsOne() {
        assertThat(NotificationViews.title(1, "Amina Okafor")).isEqualTo("New message from Amina Okafor");
    }

    @Test
    void severalMessagesAreAnnouncedWithTheirNumber() {
        assertThat(NotificationViews.title(3, "Amina Okafor")).isEqualTo("3 new messages from Amina Okafor");
    }

    @Test
    void theTextOfAMessageNeverShowsWhereRecordsAreLogged() {
        // Given
        NotificationDocument document = new NotificationDocument(
                "bob~dm.amina.bob",
                "bob",
                NotificationDocument.NEW_MESSAGE,
                "dm.amina.bob",
                "amina",
                1,
                1,
                1,
                false,
                SECRET,
                Instant.EPOCH,
                null,
                0L,
                1L,
                new NotificationDocument.Posted(SECRET, "/" + SECRET, "{\"" + SECRET + "\":1}", "0-1"));

        // When
        String logged = document
                + " "
                + new NotificationView("id", "type", "title", SECRET, null, false, null, Instant.EPOCH, null);

        // Then
        assertThat(logged).doesNotContain(SECRET).contains("bob~dm.amina.bob");
    }

    @Test
    void aPageMoreIsNeededForEachStartedOne() {
        assertThat(NotificationList.of(null, 0, 0, 20).pages()).isZero();
        assertThat(NotificationList.of(null, 20, 0, 20).pages()).isEqualTo(1);
        assertThat(NotificationList.of(null, 21, 0, 20).pages()).isEqualTo(2);
    }
}
