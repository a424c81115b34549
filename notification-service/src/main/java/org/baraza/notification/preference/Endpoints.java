package org.baraza.notification.preference;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses a browser's subscription may name. A subscription is a wish that this service calls an address, so whoever
 * registers one could have it call its own neighbours: only {@code https} to public hosts is allowed, and the address that a
 * name stands for is looked at again before each call.
 */
public final class Endpoints {

    private static final int MAX_LENGTH = 2_048;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z]");
    private static final Pattern INTERNAL = Pattern.compile(".*\\.(?:local|localhost|internal|intranet|lan|home|corp)");

    private Endpoints() {}

    /** Whether the text may be the endpoint of a subscription. */
    static boolean isAllowed(String endpoint, boolean privateAllowed) {
        if (endpoint == null || endpoint.length() > MAX_LENGTH) {
            return false;
        }
        try {
            URI uri = new URI(endpoint);
            if (!"https".equals(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null) {
                return false;
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return privateAllowed
                    || HOST_NAME.matcher(host).matches()
                            && !INTERNAL.matcher(host).matches()
                            && defaultPort(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * The address to call, to be kept to for the whole call. Blocks while the name is looked up.
     *
     * @throws ForbiddenAddressException if it must not be called
     * @throws UnknownHostException if there is none, or it cannot be looked up now
     */
    public static InetAddress resolve(String host, boolean privateAllowed) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!privateAllowed && !isPublic(address)) {
                throw new ForbiddenAddressException();
            }
        }
        return addresses[0];
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = first == 100 && second >= 64 && second <= 127;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean reserved = first == 0 || first >= 240 || first == 192 && second == 0 && bytes[2] == 0;
        return !shared && !benchmark && !reserved;
    }

    /** Global unicast only, without what carries a version 4 address inside ({@code 64:ff9b::}, {@code 2002::}, Teredo). */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        return (first & 0xe000) == 0x2000 && first != 0x2002 && !(first == 0x2001 && second == 0);
    }

    private static boolean defaultPort(URI uri) {
        return uri.getPort() == -1 || uri.getPort() == 443;
    }

    /** A name that leads to an address which is not public. */
    public static final class ForbiddenAddressException extends UnknownHostException {
        ForbiddenAddressException() {
            super("not a public address");
        }
    }
}
