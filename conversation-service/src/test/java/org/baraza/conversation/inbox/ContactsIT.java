package org.baraza.conversation.inbox;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.conversation.Tokens;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class ContactsIT {

    @Inject
    Events events;

    private final String amina = Talk.somebody("amina");
    private final String baraka = Talk.somebody("baraka");
    private final String chiku = Talk.somebody("chiku");

    @Test
    void whomSomebodyTalkedWithLastComesFirst() {
        // Given
        Talk withBaraka = Talk.between(amina, baraka);
        Talk withChiku = Talk.between(chiku, amina).startingAfter(60);

        // When
        events.publish(withBaraka.sent(amina), withChiku.sent(chiku));

        // Then
        InboxClient.eventually(() -> assertThat(contacts(amina)).containsExactly(chiku, baraka));
        assertThat(contacts(baraka)).containsExactly(amina);
        assertThat(contacts(Talk.somebody("daudi"))).isEmpty();
    }

    @Test
    void anotherMessageMakesNobodyAContactTwice() {
        // Given
        Talk withBaraka = Talk.between(amina, baraka);
        Talk withChiku = Talk.between(amina, chiku).startingAfter(-60);

        // When
        events.publish(withBaraka.sent(amina), withChiku.sent(amina), withBaraka.sent(baraka));

        // Then
        InboxClient.eventually(() -> assertThat(contacts(amina)).containsExactly(baraka, chiku));
    }

    private static List<String> contacts(String userId) {
        return given().auth()
                .oauth2(Tokens.of(userId))
                .get("/api/v1/messages/contacts")
                .then()
                .statusCode(200)
                .extract()
                .path("userIds");
    }
}
