package org.baraza.message;

import io.restassured.response.Response;
import org.baraza.contracts.user.AccountType;

import static io.restassured.RestAssured.given;

/** The calls of this service as somebody makes them. */
public final class Calls {

    private Calls() {}

    /** A member's. */
    public static Response get(String userId, String path) {
        return getWith(Tokens.of(userId), path);
    }

    /** Of an account of some kind. */
    public static Response get(String userId, AccountType accountType, String chapterId, String path) {
        var claims = Tokens.claims(userId).claim("accountType", accountType.name());
        if (chapterId != null) {
            claims.claim("chapterId", chapterId);
        }
        return getWith(claims.sign(), path);
    }

    /** With any body. */
    public static Response post(String userId, String path, String body) {
        return given().auth()
                .oauth2(Tokens.of(userId))
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + path);
    }

    private static Response getWith(String token, String path) {
        return given().auth().oauth2(token).urlEncodingEnabled(false).get("/api/v1" + path);
    }
}
