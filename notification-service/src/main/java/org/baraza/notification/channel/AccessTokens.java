package org.baraza.notification.channel;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Google's access tokens for a service account (OAuth 2, RFC 7523). One is used until {@link #MARGIN} before its end; whoever
 * needs one while it is asked for waits for the same answer. Safe for use by several threads.
 */
final class AccessTokens {

    /** So long before its end a token is replaced: what is under way with it has to arrive. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final ServiceAccount account;
    private final String scope;
    private final Provider provider;
    private final ObjectMapper json;
    private final Clock clock;
    private CompletableFuture<Token> current;

    AccessTokens(ServiceAccount account, String scope, Provider provider, ObjectMapper json, Clock clock) {
        this.account = account;
        this.scope = scope;
        this.provider = provider;
        this.json = json;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    /** A token that is valid for a while; fails if none is given. */
    synchronized CompletableFuture<String> get() {
        if (current == null || current.isCompletedExceptionally() || isEnding()) {
            current = ask();
        }
        return current.thenApply(Token::value);
    }

    /** Another one than this, which was refused though its time is not over. */
    synchronized CompletableFuture<String> insteadOf(String refused) {
        if (isHeld() && current.join().value().equals(refused)) {
            current = null;
        }
        return get();
    }

    private boolean isEnding() {
        return isHeld() && !clock.instant().isBefore(current.join().until());
    }

    private boolean isHeld() {
        return current != null && current.isDone() && !current.isCompletedExceptionally();
    }

    private CompletableFuture<Token> ask() {
        Instant now = clock.instant();
        String body = "grant_type=" + encoded(GRANT_TYPE) + "&assertion=" + encoded(account.grant(scope, now));
        return provider.exchange(account.tokenUri(), FORM, body.getBytes(StandardCharsets.UTF_8))
                .thenApply(reply -> tokenOf(reply, now))
                .toCompletableFuture();
    }

    private Token tokenOf(Provider.Reply reply, Instant now) {
        if (reply.status() != 200) {
            throw new ProviderException("no access token, status " + reply.status());
        }
        try {
            JsonNode answer = json.readTree(reply.body());
            String value = answer == null ? "" : answer.path("access_token").asText("");
            long seconds = answer == null ? 0 : answer.path("expires_in").asLong();
            if (!value.isEmpty() && seconds > 0) {
                return new Token(value, now.plusSeconds(seconds).minus(MARGIN));
            }
        } catch (IOException e) {
            // told below, as every answer without a token
        }
        throw new ProviderException("no access token in the answer");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
