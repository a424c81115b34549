package org.baraza.gateway.command;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;
import org.baraza.eventlog.EventCodec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageJsonTest {

    private final MessageView view = MessageView.unchanged(
            "dm.amina.baraka",
            7,
            "c-1",
            new UserProfile("amina", "Amina", null, null, null, null),
            "}\"],{\\ 🎬\n",
            List.of(new Media("image", "https://media.example.org/1.jpg", null)),
            List.of("amina"),
            Instant.parse("2026-01-02T03:04:05.678Z"));

    @Test
    void addsWhatDependsOnTheViewerAndChangesNothingElse() throws Exception {
        // Given
        ObjectNode expected = (ObjectNode) EventCodec.JSON.readTree(EventCodec.encode(view));

        // When
        MessageJson json = MessageJson.of(view);

        // Then
        assertThat(EventCodec.JSON.readTree(json.forSender()))
                .isEqualTo(expected.deepCopy().put("isMine", true).put("isReadByMe", true));
        assertThat(EventCodec.JSON.readTree(json.forOthers()))
                .isEqualTo(expected.deepCopy().put("isMine", false).put("isReadByMe", false));
    }
}
