package org.baraza.gateway.session;

import java.time.Instant;

/** Who may use the platform at all, whatever their token says. Asked by event loops: must not block. */
public interface AccessRules {

    /**
     * Whether somebody is turned away: they are suspended, or signed out of everything since.
     *
     * @param userId who
     * @param issuedAt when their token was issued
     */
    boolean isTurnedAway(String userId, Instant issuedAt);
}
