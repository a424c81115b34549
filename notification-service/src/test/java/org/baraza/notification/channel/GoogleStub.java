package org.baraza.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Google's token endpoint and FCM, as far as they are used: grants are verified, access tokens must be those that were given
 * last, and a device's token says how it is answered.
 */
final class GoogleStub implements AutoCloseable {

    static final String PROJECT = "baraza-test";
    static final int TOKEN_SECONDS = 3_600;

    private static final String EMAIL = "pusher@baraza-test.iam.gserviceaccount.com";
    private static final String KEY_ID = "key-1";
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    /** One for all tests: it takes a second to make. */
    private static final KeyPair KEYS = keyPair();

    private final HttpServer server;
    private final Clock clock;
    private volatile String accessToken;
    /** How the next requests for a token are answered; 200 with a token. */
    volatile int tokenStatus = 200;

    final List<JwtClaims> granted = new CopyOnWriteArrayList<>();
    final List<JsonObject> sent = new CopyOnWriteArrayList<>();

    GoogleStub(Vertx vertx, TestCertificate certificate, Clock clock) {
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.options());
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        this.clock = clock;
    }

    String url() {
        return "https://localhost:" + server.actualPort();
    }

    /** Writes the file that Google makes for a service account. */
    Path credentials(Path folder) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        JsonObject account = new JsonObject()
                .put("type", "service_account")
                .put("project_id", PROJECT)
                .put("private_key_id", KEY_ID)
                .put("private_key", pem)
                .put("client_email", EMAIL)
                .put("token_uri", url() + "/token");
        try {
            return Files.writeString(folder.resolve("service-account.json"), account.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the access token that was given last be valid no more. */
    void revoke() {
        accessToken = "revoked";
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/token")) {
            request.setExpectMultipart(true);
            request.endHandler(ended -> giveToken(request));
        } else if (request.path().equals("/v1/projects/" + PROJECT + "/messages:send")) {
            request.body().onSuccess(body -> send(request, body.toJsonObject()));
        } else {
            request.response().setStatusCode(404).end("<html>no such page</html>");
        }
    }

    private void giveToken(HttpServerRequest request) {
        boolean isGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(request.getFormAttribute("grant_type"));
        try {
            JwtClaims claims = grants().processToClaims(request.getFormAttribute("assertion"));
            if (!isGrant || !SCOPE.equals(claims.getClaimValueAsString("scope"))) {
                error(request, 400, Map.of("error", "invalid_grant"));
                return;
            }
            granted.add(claims);
        } catch (InvalidJwtException e) {
            error(request, 400, Map.of("error", "invalid_grant"));
            return;
        }
        if (tokenStatus != 200) {
            error(request, tokenStatus, Map.of("error", "unavailable"));
            return;
        }
        accessToken = "access-" + granted.size();
        request.response()
                .end(new JsonObject()
                        .put("access_token", accessToken)
                        .put("expires_in", TOKEN_SECONDS)
                        .put("token_type", "Bearer")
                        .encode());
    }

    private JwtConsumer grants() {
        return new JwtConsumerBuilder()
                .setVerificationKey(KEYS.getPublic())
                .setExpectedIssuer(EMAIL)
                .setExpectedAudience(url() + "/token")
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(60)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private void send(HttpServerRequest request, JsonObject body) {
        if (!("Bearer " + accessToken).equals(request.getHeader("Authorization"))) {
            fail(request, 401, "UNAUTHENTICATED", null);
            return;
        }
        JsonObject message = body.getJsonObject("message");
        sent.add(message);
        String token = message.getString("token");
        switch (token.replaceAll("-.*", "")) {
            case "unregistered" -> fail(request, 404, "NOT_FOUND", "UNREGISTERED");
            case "nowhere" -> request.response().setStatusCode(404).end("<html>no such page</html>");
            case "invalid" -> invalid(request, "message.token");
            case "misspelt" -> invalid(request, "message.android.ttl");
            case "foreign" -> fail(request, 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH");
            case "busy" -> {
                request.response().putHeader("Retry-After", "7");
                fail(request, 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED");
            }
            case "full" -> fail(request, 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED");
            case "broken" -> fail(request, 500, "INTERNAL", "INTERNAL");
            case "away" -> {
                request.response().putHeader("Retry-After", "9");
                fail(request, 503, "UNAVAILABLE", "UNAVAILABLE");
            }
            case "hang" -> request.response().setChunked(true).write("{");
            case "reset" -> request.connection().close();
            case "flaky" -> {
                if (sent.stream()
                                .filter(other -> token.equals(other.getString("token")))
                                .count()
                        == 1) {
                    fail(request, 500, "INTERNAL", "INTERNAL");
                } else {
                    take(request);
                }
            }
            case "rubbish" -> request.response().end("<html>welcome to this network</html>");
            case "endless" -> request.response().end("x".repeat(1_000_000));
            default -> take(request);
        }
    }

    private void take(HttpServerRequest request) {
        request.response()
                .end(new JsonObject()
                        .put("name", "projects/" + PROJECT + "/messages/" + sent.size())
                        .encode());
    }

    private static void invalid(HttpServerRequest request, String field) {
        JsonObject detail = new JsonObject()
                .put("@type", "type.googleapis.com/google.rpc.BadRequest")
                .put("fieldViolations", List.of(new JsonObject().put("field", field)));
        error(request, 400, Map.of("error", error(400, "INVALID_ARGUMENT").put("details", List.of(detail))));
    }

    private static void fail(HttpServerRequest request, int status, String name, String code) {
        JsonObject error = error(status, name);
        if (code != null) {
            error.put(
                    "details", List.of(new JsonObject().put("@type", FCM_ERROR).put("errorCode", code)));
        }
        error(request, status, Map.of("error", error));
    }

    private static JsonObject error(int status, String name) {
        return new JsonObject()
                .put("code", status)
                .put("message", "as the test asks")
                .put("status", name);
    }

    private static void error(HttpServerRequest request, int status, Map<String, Object> body) {
        request.response().setStatusCode(status).end(new JsonObject(body).encode());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
