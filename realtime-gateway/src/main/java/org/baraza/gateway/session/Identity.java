package org.baraza.gateway.session;

import java.time.Instant;

import org.baraza.rest.Caller;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who a connected socket belongs to.
 *
 * @param caller the person, as their token says
 * @param token the token itself, for calls on their behalf; never logged
 * @param issuedAt when the token was issued; 1970 for one that does not say
 * @param expiresAt when the token ends
 */
public record Identity(Caller caller, String token, Instant issuedAt, Instant expiresAt) {

    /**
     * Whose token it is.
     *
     * @param raw the token as it came
     * @throws org.baraza.rest.ProblemException 401 if a claim is not usable
     */
    public static Identity of(JsonWebToken token, String raw) {
        return new Identity(
                Caller.of(token),
                raw,
                Instant.ofEpochSecond(token.getIssuedAtTime()),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /** Whether the token is over. */
    boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Leaves the token out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "Identity[" + caller.userId() + "]";
    }
}
