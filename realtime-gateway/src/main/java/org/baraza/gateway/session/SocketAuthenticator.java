package org.baraza.gateway.session;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import org.baraza.rest.ProblemException;

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
    private final AccessRules access;

    SocketAuthenticator(JWTParser parser, AccessRules access) {
        this.parser = parser;
        this.access = access;
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
        return authenticate(auth.map(data -> data.path("token")).orElse(MissingNode.getInstance()));
    }

    /** @throws ConnectRefusedException if there is no token, or not a good one */
    Identity authenticate(JsonNode given) throws ConnectRefusedException {
        if (!given.isTextual() || given.textValue().isBlank()) {
            throw new ConnectRefusedException(
                    UNAUTHORIZED, "TOKEN_MISSING", "Authentication required: send { token } with CONNECT");
        }
        String text = given.textValue();
        String token = text.startsWith(BEARER) ? text.substring(BEARER.length()) : text;
        if (token.length() > MAX_TOKEN_CHARS) {
            throw invalid();
        }
        Identity identity = read(token);
        // a socket ends with its token, and is not opened again with what is over: not even within the skew of clocks
        if (identity.hasExpired(Instant.now())) {
            throw invalid();
        }
        if (access.isTurnedAway(identity.caller().userId(), identity.issuedAt())) {
            throw new ConnectRefusedException(
                    UNAUTHORIZED, "TOKEN_REVOKED", "Authentication failed: the token is not good any more");
        }
        return identity;
    }

    private Identity read(String token) throws ConnectRefusedException {
        try {
            return Identity.of(parser.parse(token), token);
        } catch (ParseException | ProblemException e) {
            throw invalid();
        }
    }

    private static ConnectRefusedException invalid() {
        return new ConnectRefusedException(
                UNAUTHORIZED, "TOKEN_INVALID", "Authentication failed: the token is invalid or expired");
    }
}
