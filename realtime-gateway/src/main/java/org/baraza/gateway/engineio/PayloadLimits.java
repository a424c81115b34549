package org.baraza.gateway.engineio;

/**
 * How much one HTTP body of the polling transport may hold.
 *
 * @param maxPayloadBytes bytes, at least 1; told to the client as {@code maxPayload}, which splits its bodies by it
 * @param maxPackets packets, at least 1; the protocol knows no such limit, it keeps a body of two-byte packets from
 *     becoming half a million objects
 */
public record PayloadLimits(int maxPayloadBytes, int maxPackets) {

    /** One megabyte, as the reference server has it, and more packets than a client queues while offline. */
    public static final PayloadLimits DEFAULT = new PayloadLimits(1_000_000, 16_384);

    public PayloadLimits {
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException("maxPayloadBytes must be positive: " + maxPayloadBytes);
        }
        if (maxPackets < 1) {
            throw new IllegalArgumentException("maxPackets must be positive: " + maxPackets);
        }
    }
}
