package org.baraza.notification.preference;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class MuteResourceIT {

    private static final String PATH = "/api/v1/notifications/mutes/";

    private final String bob = Conversation.somebody("bob");

    @Inject
    MuteRepository mutes;

    @Test
    void ofTheMostMutesEachCanStillBeChangedAndNoneAdded() {
        // Given
        List<MuteDocument> most = new ArrayList<>();
        for (int i = 0; i < MuteResource.MAX_MUTES; i++) {
            String conversation =
                    Conversation.between(bob, Conversation.somebody("x" + i)).id();
            most.add(new MuteDocument(MuteDocument.key(bob, conversation), bob, conversation, null));
        }
        mutes.persist(most).await().indefinitely();
        MuteDocument one = most.get(7);

        // When
        Response changed = mute(one.conversationId());
        Response added =
                mute(Conversation.between(bob, Conversation.somebody("amina")).id());

        // Then
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(mutes.find(List.of(one.id())).await().indefinitely())
                .singleElement()
                .satisfies(mute -> assertThat(mute.until()).isEqualTo("2030-01-01T00:00:00Z"));
        assertThat(added.statusCode()).isEqualTo(400);
        assertThat(mutes.count(bob).await().indefinitely()).isEqualTo(MuteResource.MAX_MUTES);
    }

    private Response mute(String conversationId) {
        return Tokens.as(bob)
                .contentType(ContentType.JSON)
                .body("{\"until\":\"2030-01-01T00:00:00Z\"}")
                .put(PATH + conversationId);
    }
}
