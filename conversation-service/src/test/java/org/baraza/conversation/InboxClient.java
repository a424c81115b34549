package org.baraza.conversation;

import java.time.Duration;

import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

import static io.restassured.RestAssured.given;

/** A client of the service. */
public final class InboxClient {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private InboxClient() {}

    /** Somebody's list, with a query like {@code ?page=2}. */
    public static JsonPath list(String userId, String query) {
        return get(userId, "/api/v1/messages/conversations" + query);
    }

    /** Somebody's list. */
    public static JsonPath list(String userId) {
        return list(userId, "");
    }

    /** Somebody's unread numbers. */
    public static JsonPath unread(String userId) {
        return get(userId, "/api/v1/messages/unread-count");
    }

    /** Waits until what is asserted holds. */
    public static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(BOUND).untilAsserted(assertion);
    }

    private static JsonPath get(String userId, String path) {
        return given().auth()
                .oauth2(Tokens.of(userId))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
