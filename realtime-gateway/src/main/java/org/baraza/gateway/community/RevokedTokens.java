package org.baraza.gateway.community;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import org.baraza.gateway.session.AccessRules;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses good tokens of people who are turned away, on every call over HTTP: 401, as if the token were over. */
@ApplicationScoped
class RevokedTokens implements SecurityIdentityAugmentor {

    private final AccessRules access;

    RevokedTokens(AccessRules access) {
        this.access = access;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && token.getSubject() != null
                && access.isTurnedAway(token.getSubject(), Instant.ofEpochSecond(token.getIssuedAtTime()))) {
            return Uni.createFrom().failure(new AuthenticationFailedException("turned away"));
        }
        return Uni.createFrom().item(identity);
    }
}
