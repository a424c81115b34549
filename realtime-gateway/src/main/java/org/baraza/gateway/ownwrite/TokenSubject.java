package org.baraza.gateway.ownwrite;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.UserId;
import org.baraza.eventlog.EventCodec;

/**
 * Whose token a request says it carries. The token is not checked here but by the service that the request goes to: somebody
 * who forges one learns nothing but how far another person has written.
 */
public final class TokenSubject {

    private static final String BEARER = "Bearer ";

    private TokenSubject() {}

    /** The person of an {@code Authorization} header; empty if there is none to be read. */
    public static Optional<String> of(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String[] parts = authorization.substring(BEARER.length()).strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = EventCodec.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            String subject = claims.path("sub").asText("");
            return UserId.isValid(subject) ? Optional.of(subject) : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            // the owner refuses it with the right words
            return Optional.empty();
        }
    }
}
