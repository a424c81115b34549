package org.baraza.notification.testing;

import java.time.Duration;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;

/** Access tokens as the community's login gives them out. */
public final class Tokens {

    private Tokens() {}

    public static String of(String userId) {
        return Jwt.issuer("baraza")
                .audience("baraza")
                .subject(userId)
                .claim("accountType", "CHAPTER_MEMBER")
                .expiresIn(Duration.ofMinutes(5))
                .sign();
    }

    public static String expired(String userId) {
        return Jwt.issuer("baraza")
                .audience("baraza")
                .subject(userId)
                .issuedAt(System.currentTimeMillis() / 1_000 - 600)
                .expiresAt(System.currentTimeMillis() / 1_000 - 300)
                .sign();
    }

    public static String forOthers(String userId) {
        return Jwt.issuer("baraza")
                .audience("somebody-else")
                .subject(userId)
                .expiresIn(Duration.ofMinutes(5))
                .sign();
    }

    /** A request by this person. */
    public static RequestSpecification as(String userId) {
        return RestAssured.given().auth().oauth2(of(userId));
    }
}
