package org.baraza.gateway.session;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Says who connects, from the token in the CONNECT packet: {@code { token: "…" }}, with or without {@code Bearer} before
 * it. The rules are those of REST: signature, algorithm, issuer, audience and expiry.
 */
@ApplicationScoped
class SocketAuthenticator {

    private static final int UNAUTHORIZED = 401;
    private static final int MAX_TOKEN_CHARS = 16_384;
    private static final String BEARER = "Bearer ";

    private final JWTParser parser;

    SocketAuthenticator(JWTParser parser) {
        this.parser = parser;
    }

    /** Reads the key before the first client comes, since that is done with blocking calls. */
    void warmUp(@Observes StartupEvent event) {
        try {
            parser.parse("e30.e30.e30");
        } catch (ParseException expected) {
            // whatever the verdict, the key is read now
        }
    }

    /** @throws ConnectRefusedException if there is no token, or not a good one */
    Identity authenticate(Optional<ObjectNode> auth) throws ConnectRefusedException {
        JsonNode given = auth.map(data -> data.path("token")).orElse(null);
        if (given == null || !given.isTextual() || given.textValue().isBlank()) {
            throw new ConnectRefusedException(
                    UNAUTHORIZED, "TOKEN_MISSING", "Authentication required: send { token } with CONNECT");
        }
        String text = given.textValue();
        String token = text.startsWith(BEARER) ? text.substring(BEARER.length()) : text;
        if (token.length() > MAX_TOKEN_CHARS) {
            throw invalid();
        }
        try {
            JsonWebToken jwt = parser.parse(token);
            return new Identity(Caller.of(jwt), token, Instant.ofEpochSecond(jwt.getExpirationTime()));
        } catch (ParseException | ProblemException e) {
            throw invalid();
        }
    }

    private static ConnectRefusedException invalid() {
        return new ConnectRefusedException(
                UNAUTHORIZED, "TOKEN_INVALID", "Authentication failed: the token is invalid or expired");
    }
}
