package org.baraza.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

import io.netty.util.NetUtil;

/**
 * Internet addresses that begin alike.
 *
 * @param first the first of them, 4 or 16 bytes
 * @param bits how many bits are alike
 */
record AddressRange(byte[] first, int bits) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    /** Half of an IPv6 address: what a network is given. */
    private static final int NETWORK_BYTES = 8;

    private static final int MAPPED_PREFIX = 12;

    /** @throws IllegalArgumentException if it is neither an address nor a range in the notation {@code address/bits} */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] first = bytesOf(address.strip())
                .orElseThrow(() -> new IllegalArgumentException("not an address or a range of addresses: " + text));
        int most = first.length * Byte.SIZE;
        int bits = slash < 0 ? most : bitsOf(text.substring(slash + 1).strip());
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("not a range of addresses: " + text);
        }
        return new AddressRange(first, bits);
    }

    private static int bitsOf(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    /** An address written out, without asking anybody for a name; an IPv4 address within IPv6 is an IPv4 address. */
    static Optional<byte[]> bytesOf(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return Optional.empty();
        }
        return Optional.of(isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED_PREFIX, IPV6_BYTES) : bytes);
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != IPV6_BYTES || bytes[10] != (byte) 0xff || bytes[11] != (byte) 0xff) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, first, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        if (rest == 0) {
            return true;
        }
        int mask = 0xff << (Byte.SIZE - rest);
        return (address[whole] & mask) == (first[whole] & mask);
    }

    /** An IPv4 address, or the network of an IPv6 address. */
    static String keyOf(byte[] address) {
        try {
            if (address.length == IPV4_BYTES) {
                return InetAddress.getByAddress(address).getHostAddress();
            }
            byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), IPV6_BYTES);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 bytes: " + address.length, e);
        }
    }
}
