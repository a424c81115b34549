package org.baraza.message.history;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.baraza.message.RealBackends;
import org.baraza.message.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class HistoryAccessIT {

    private static final String PATH = "/api/v1/messages/conversations/dm.amina.baraka";

    @ParameterizedTest
    @MethodSource("badTokens")
    void withoutAGoodTokenThereIsNothingToRead(BadToken bad) {
        // Given
        RequestSpecification request =
                bad.authorization() == null ? given() : given().header("Authorization", bad.authorization());

        // When
        Response answer = request.get(PATH);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo("UNAUTHORIZED");
        assertThat(answer.jsonPath().getInt("statusCode")).isEqualTo(401);
        assertThat(answer.jsonPath().getString("message")).isNotBlank();
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
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
        String good = Tokens.of("amina");
        String[] parts = good.split("\\.");
        return Stream.of(
                new BadToken("none", null),
                new BadToken("empty", "Bearer "),
                new BadToken("another scheme", "Basic " + base64("amina:secret")),
                bearer("not a token", "not-a-token"),
                bearer("three empty parts", ".."),
                bearer(
                        "expired",
                        Tokens.claims("amina")
                                .expiresAt(Instant.now().minusSeconds(60))
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
                bearer("alg none", base64("{\"alg\":\"none\"}") + "." + parts[1] + "."),
                bearer(
                        "alg none with the good signature",
                        base64("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]),
                bearer("the public key taken for a secret", signedWithThePublicKey(parts[1])),
                bearer("another payload", parts[0] + "." + payload("baraka") + "." + parts[2]),
                bearer("no signature", parts[0] + "." + parts[1] + "."),
                bearer("half a signature", good.substring(0, good.length() - 100)),
                bearer("nobody", Tokens.claims("").sign()),
                bearer("an operator for a name", Tokens.claims("{\"$ne\":null}").sign()),
                bearer(
                        "unknown account type",
                        Tokens.claims("amina").claim("accountType", "OWNER").sign()));
    }

    private static String signedWithThePublicKey(String payload) throws Exception {
        String location = ConfigProvider.getConfig().getValue("mp.jwt.verify.publickey.location", String.class);
        byte[] publicKey = Files.readAllBytes(Path.of(URI.create(location)));
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + payload;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        return signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
    }

    private static String payload(String subject) {
        return base64(
                "{\"iss\":\"baraza\",\"aud\":\"baraza\",\"sub\":\"" + subject + "\",\"iat\":1,\"exp\":4102444800}");
    }

    private static BadToken bearer(String name, String token) {
        return new BadToken(name, "Bearer " + token);
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
