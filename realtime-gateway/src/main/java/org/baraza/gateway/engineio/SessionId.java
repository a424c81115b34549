package org.baraza.gateway.engineio;

/**
 * The form of a session id: what may stand in a URL unescaped (RFC 3986, section 2.3), so that an id can also name the
 * gateway that owns the session.
 */
final class SessionId {

    /** Characters; longer ids are unknown without a look-up. */
    private static final int MAX_LENGTH = 128;

    private SessionId() {}

    static boolean isWellFormed(String sid) {
        if (sid.isEmpty() || sid.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < sid.length(); i++) {
            if (!isUnreserved(sid.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
