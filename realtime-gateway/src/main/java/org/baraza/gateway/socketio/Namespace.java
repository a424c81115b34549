package org.baraza.gateway.socketio;

/**
 * What a namespace may look like: a path as URLs have them (RFC 3986, section 3.3), without the comma, which ends it on
 * the wire. So a packet that forgot its comma is refused, and its payload not taken for a name.
 */
final class Namespace {

    private static final String PUNCTUATION = "/-._~!$&'()*+;=:@%";

    private Namespace() {}

    static boolean isWellFormed(String namespace) {
        if (namespace.isEmpty() || namespace.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < namespace.length(); i++) {
            char c = namespace.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static void require(String namespace) {
        if (!isWellFormed(namespace)) {
            throw new IllegalArgumentException("not a namespace: " + namespace);
        }
    }
}
