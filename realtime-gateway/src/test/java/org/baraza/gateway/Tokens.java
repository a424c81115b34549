package org.baraza.gateway;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** Access tokens for tests. */
public final class Tokens {

    private Tokens() {}

    /** A good one. */
    public static String of(String userId) {
        return claims(userId).sign();
    }

    /** The claims of a good one, to be changed and signed. */
    public static JwtClaimsBuilder claims(String userId) {
        return Jwt.issuer("baraza").audience("baraza").subject(userId).claim("accountType", "CHAPTER_MEMBER");
    }
}
