package org.baraza.conversation.inbox;

import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.baraza.conversation.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class AccessIT {

    private static final String LIST = "/api/v1/messages/conversations";
    private static final String UNREAD = "/api/v1/messages/unread-count";

    private final String amina = Talk.somebody("amina");

    @ParameterizedTest
    @MethodSource("badTokens")
    void withoutAGoodTokenThereIsNothingToRead(BadToken bad) {
        // Given
        String authorization = bad.authorization();

        // When
        Stream<Response> answers = Stream.of(LIST, UNREAD)
                .map(path -> authorization == null
                        ? given().get(path)
                        : given().header("Authorization", authorization).get(path));

        // Then
        assertThat(answers).allSatisfy(answer -> assertProblem(answer, 401, "UNAUTHORIZED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=direct",
                "type=PRIVATE",
                "type={\"$ne\":null}",
                "type=[$gt]",
                "page=0",
                "page=-1",
                "page=one",
                "page=1.5",
                "page=99999999999",
                "page={\"$gt\":0}",
                "limit=0",
                "limit=-5",
                "limit=many",
                "limit={\"$ne\":1}",
            })
    void aQueryThatIsNotAsDocumentedIsRefused(String query) {
        // Given
        int equals = query.indexOf('=');
        var request = given().auth()
                .oauth2(Tokens.of(amina))
                .queryParam(query.substring(0, equals), query.substring(equals + 1));

        // When
        Response answer = request.get(LIST);

        // Then
        assertProblem(answer, 400, "BAD_REQUEST");
        assertThat(answer.asString()).doesNotContain("$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?type[$ne]=DIRECT", "?userId=baraka", "?visibleTo=baraka", "?type=&page=&limit=", "?limit=5000"
            })
    void whatIsNotAskedForIsPassedOver(String query) {
        // Given
        String token = Tokens.of(amina);

        // When
        Response answer = given().auth().oauth2(token).urlEncodingEnabled(true).get(LIST + query);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("total")).isZero();
    }

    @Test
    void whatDoesNotExistIsAProblemToo() {
        // Given
        String token = Tokens.of(amina);

        // When
        Response answer = given().auth().oauth2(token).get("/api/v1/messages/nothing-here");

        // Then
        assertProblem(answer, 404, "NOT_FOUND");
    }

    @Test
    void onlyReadingIsPossible() {
        // Given
        String token = Tokens.of(amina);

        // When
        Response answer = given().auth().oauth2(token).delete(UNREAD);

        // Then
        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
    }

    private static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getInt("statusCode")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("error")).isNotBlank();
        assertThat(answer.jsonPath().getString("message")).isNotBlank();
    }

    /** An Authorization header that must not let anybody in; null for none. */
    record BadToken(String name, String authorization) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<BadToken> badTokens() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return Stream.of(
                new BadToken("none", null),
                new BadToken("empty", "Bearer "),
                new BadToken("another scheme", "Basic " + base64("amina:secret")),
                new BadToken("no token", "Bearer not-a-token"),
                bearer(
                        "expired",
                        Tokens.claims("amina")
                                .expiresAt(Instant.now().minusSeconds(3600))
                                .sign()),
                bearer(
                        "another issuer",
                        Tokens.claims("amina").issuer("somebody").sign()),
                bearer(
                        "another audience",
                        Tokens.claims("amina").audience("another").sign()),
                bearer(
                        "another key",
                        Tokens.claims("amina").sign(generator.generateKeyPair().getPrivate())),
                bearer(
                        "a shared secret",
                        Tokens.claims("amina").signWithSecret("a secret of at least 256 bits, in letters")),
                bearer("no signature", base64("{\"alg\":\"none\"}") + "." + base64("{\"sub\":\"amina\"}") + "."),
                bearer("nobody", Tokens.claims("").sign()),
                bearer("an operator for a name", Tokens.claims("{\"$ne\":null}").sign()),
                bearer("a path for a name", Tokens.claims("a.$b").sign()),
                bearer(
                        "unknown account type",
                        Tokens.claims("amina").claim("accountType", "OWNER").sign()));
    }

    private static BadToken bearer(String name, String token) {
        return new BadToken(name, "Bearer " + token);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
