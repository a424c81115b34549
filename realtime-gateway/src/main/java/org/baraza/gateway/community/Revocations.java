package org.baraza.gateway.community;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.inject.Singleton;

import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.session.AccessRules;

/** Who is turned away, as the directory says: suspended people, and tokens from before somebody was signed out everywhere. */
@Singleton
class Revocations implements AccessRules {

    private final UserDirectory directory;

    Revocations(UserDirectory directory) {
        this.directory = directory;
    }

    @Override
    public boolean isTurnedAway(String userId, Instant issuedAt) {
        return directory.find(userId).filter(user -> turnsAway(user, issuedAt)).isPresent();
    }

    /**
     * Somebody of whom the directory says nothing is judged by their token alone. Tokens say in whole seconds when they were
     * issued: one of the very second from which tokens are good may be from after it, so it is good.
     */
    static boolean turnsAway(UserChanged user, Instant issuedAt) {
        return user.isSuspended()
                || user.tokensValidFrom() != null
                        && issuedAt.isBefore(user.tokensValidFrom().truncatedTo(ChronoUnit.SECONDS));
    }
}
