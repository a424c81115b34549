package org.baraza.gateway.engineio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The query parameters the protocol defines, decoded; empty if missing (Engine.IO protocol v4, "URLs"). Others, such as
 * the cache-busting {@code t}, are skipped.
 *
 * <p>A parameter given twice is joined by a comma and thereby matches nothing valid, which is what the reference
 * server's arrays amount to.
 */
record HandshakeQuery(String eio, String transport, String sid) {

    /** Reads the part of a URL after the question mark, still percent-encoded; null for a URL without one. */
    static HandshakeQuery parse(String query) {
        String eio = null;
        String transport = null;
        String sid = null;
        int start = 0;
        while (query != null && start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            equals = equals < 0 || equals > end ? end : equals;
            String value = query.substring(Math.min(equals + 1, end), end);
            switch (query.substring(start, equals)) {
                case "EIO" -> eio = join(eio, value);
                case "transport" -> transport = join(transport, value);
                case "sid" -> sid = join(sid, value);
                default -> {}
            }
            start = end + 1;
        }
        return new HandshakeQuery(orEmpty(eio), orEmpty(transport), orEmpty(sid));
    }

    private static String join(String earlier, String value) {
        return earlier == null ? percentDecoded(value) : earlier + ',' + percentDecoded(value);
    }

    private static String percentDecoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
