package org.baraza.gateway.session;

import java.time.Instant;

import org.baraza.rest.Caller;

/**
 * Who a connected socket belongs to.
 *
 * @param caller the person, as their token says
 * @param token the token itself, for calls on their behalf; never logged
 * @param expiresAt when the token ends
 */
public record Identity(Caller caller, String token, Instant expiresAt) {

    /** Leaves the token out, so that no log ever holds it. */
    @Override
    public String toString() {
        return "Identity[" + caller.userId() + "]";
    }
}
