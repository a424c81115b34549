package org.baraza.gateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose request it is, by the address of the client: that of the connection, or what proxies say that are trusted. Whoever else
 * sends such a header is not believed.
 */
public final class ClientAddresses {

    private final List<AddressRange> trusted;
    private final boolean rfc7239;

    /**
     * @param trusted the proxies, each an address or a range such as {@code 10.0.0.0/8}
     * @param header the one header that they set, {@code X-Forwarded-For} or {@code Forwarded}; the other one is what
     *     clients may have made up
     * @throws IllegalArgumentException if one of them is something else
     */
    public ClientAddresses(List<String> trusted, String header) {
        this.trusted = trusted.stream().map(AddressRange::parse).toList();
        this.rfc7239 = "forwarded".equalsIgnoreCase(header);
        if (!rfc7239 && !"x-forwarded-for".equalsIgnoreCase(header)) {
            throw new IllegalArgumentException("must be X-Forwarded-For or Forwarded: " + header);
        }
    }

    /** The header that proxies set. */
    public String header() {
        return rfc7239 ? "Forwarded" : "X-Forwarded-For";
    }

    /**
     * What to count a client by: its IPv4 address, or the first half of its IPv6 address, since whoever has one of those
     * usually has all that begin alike.
     *
     * @param connected the address of the connection
     * @param forwarded the values of {@link #header()}, in their order
     */
    public String keyOf(String connected, List<String> forwarded) {
        Optional<byte[]> parsed = AddressRange.bytesOf(connected);
        if (parsed.isEmpty()) {
            return connected;
        }
        byte[] client = parsed.get();
        List<String> hops = hops(forwarded);
        // each proxy adds the address that it was called from at the end
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<byte[]> hop = AddressRange.bytesOf(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        return AddressRange.keyOf(client);
    }

    private boolean isTrusted(byte[] address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private List<String> hops(List<String> values) {
        List<String> hops = new ArrayList<>();
        if (trusted.isEmpty()) {
            return hops;
        }
        for (String value : values) {
            for (String hop : value.split(",")) {
                hops.add(withoutPort(rfc7239 ? forOf(hop) : hop.strip()));
            }
        }
        return hops;
    }

    /** The parameter {@code for} of one element of a {@code Forwarded} (RFC 7239, section 4). */
    private static String forOf(String element) {
        for (String pair : element.split(";")) {
            String stripped = pair.strip();
            if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
                return stripped.substring("for=".length()).replace("\"", "");
            }
        }
        return "";
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
