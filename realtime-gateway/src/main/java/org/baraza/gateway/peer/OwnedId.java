package org.baraza.gateway.peer;

import java.util.Optional;
import java.util.regex.Pattern;

/** Session ids that end with the name of the gateway that owns the session. */
public final class OwnedId {

    private static final char SEPARATOR = '.';
    private static final Pattern GATEWAY = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

    private OwnedId() {}

    /**
     * An id for a session of a gateway.
     *
     * @param unique without dots
     */
    public static String of(String unique, String gatewayId) {
        return unique + SEPARATOR + gatewayId;
    }

    /** The gateway that an id names, if it names one. */
    public static Optional<String> ownerOf(String sessionId) {
        int separator = sessionId.indexOf(SEPARATOR);
        return separator < 0 ? Optional.empty() : Optional.of(sessionId.substring(separator + 1));
    }

    /** @throws IllegalArgumentException if a gateway of this name could not be named in a URL */
    public static void requireUsable(String gatewayId) {
        if (!GATEWAY.matcher(gatewayId).matches()) {
            throw new IllegalArgumentException(
                    "gateway.id must be 1 to 100 letters, digits, dots, hyphens, underscores or tildes: " + gatewayId);
        }
    }
}
