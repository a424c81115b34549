package org.baraza.notification.digest;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class UnsubscribeIT {

    private static final String PATH = "/api/v1/notifications/unsubscribe";

    private final String bob = Conversation.somebody("bob");

    @Inject
    UnsubscribeTokens tokens;

    @Test
    void gettingThePageAsksAndChangesNothing() {
        // When
        Response page = RestAssured.given().queryParam("token", tokens.of(bob)).get(PATH);

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("<form method=\"post\">", "Send me no more mails");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(isMailed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""})
    void postingEndsTheMailsWhateverIsPosted(String contentType) {
        // When
        List<Response> answers = List.of(end(contentType), end(contentType));

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("No more mails").doesNotContain("<form");
        });
        assertThat(isMailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "nobody.AAAA", "bob.<script>"})
    void aWrongLinkIsRefusedWithoutAWordAboutWhom(String token) {
        for (Response answer : List.of(
                RestAssured.given().queryParam("token", token).get(PATH),
                RestAssured.given().queryParam("token", token).post(PATH),
                RestAssured.post(PATH))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("BAD_REQUEST");
            assertThat(answer.asString()).doesNotContain("nobody", "script");
        }
    }

    @Test
    void theTokenOfOnePersonEndsNobodyElsesMails() {
        // Given
        String eve = Conversation.somebody("eve");
        String forged = bob + tokens.of(eve).substring(eve.length());

        // When
        RestAssured.given().queryParam("token", forged).post(PATH).then().statusCode(400);

        // Then
        assertThat(isMailed()).isTrue();
    }

    private Response end(String contentType) {
        RequestSpecification request = RestAssured.given().queryParam("token", tokens.of(bob));
        if (contentType.contains("urlencoded")) {
            request.formParam("List-Unsubscribe", "One-Click");
        } else if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType).body("List-Unsubscribe=One-Click".getBytes());
        }
        return request.post(PATH);
    }

    private boolean isMailed() {
        return Tokens.as(bob)
                .get("/api/v1/notifications/preferences")
                .jsonPath()
                .getBoolean("preferences.emailEnabled");
    }
}
