package org.baraza.gateway.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/**
 * Makes the ids of sessions and sockets. Whoever knows a session's id can speak for it over polling, so an id is 128
 * bits nobody can guess, in the 22 characters of unpadded URL-safe base64. Safe on any thread.
 */
public final class SessionIdGenerator {

    private static final int BYTES = 16;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random;

    public SessionIdGenerator(SecureRandom random) {
        this.random = Objects.requireNonNull(random, "random");
    }

    /** A new id. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }
}
