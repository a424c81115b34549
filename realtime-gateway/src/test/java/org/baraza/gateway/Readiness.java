package org.baraza.gateway;

import java.net.URI;

import org.awaitility.Awaitility;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The gateway takes clients a moment after it has started. */
public final class Readiness {

    private Readiness() {}

    /** Waits until it does. */
    public static void await(URI health) {
        Awaitility.await("the gateway is ready")
                .atMost(ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(given().get(health + "/ready").statusCode()).isEqualTo(200));
    }
}
