package org.baraza.notification.preference;

import java.math.BigInteger;
import java.util.Arrays;

/** Public keys of browsers: points of the curve P-256, {@code 04 x y}. */
final class UncompressedPoint {

    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final int COORDINATE_BYTES = 32;

    private UncompressedPoint() {}

    /** Whether it satisfies the curve's equation: one that does not can be used to find out about our keys. */
    static boolean isOnCurve(byte[] point) {
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, 1 + 2 * COORDINATE_BYTES));
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3).subtract(THREE.multiply(x)).add(B).mod(P);
        return y.multiply(y).mod(P).equals(right);
    }
}
