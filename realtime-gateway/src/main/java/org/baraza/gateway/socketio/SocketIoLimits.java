package org.baraza.gateway.socketio;

/**
 * How much of everything a client may send in one packet. Beyond any of them the packet is refused.
 *
 * @param maxPacketChars characters of a packet's text
 * @param maxNamespaceChars characters of a namespace, its slash included
 * @param maxEventNameChars characters of an event's name
 * @param maxJsonDepth arrays and objects within each other, the array of the arguments included
 * @param maxJsonNumberChars characters of a number
 * @param maxJsonTokens tokens (values, names, brackets) of a payload, so that many tiny values stay few objects
 * @param maxAttachments attachments of a packet; 0 refuses binary packets
 * @param maxAttachmentBytes bytes of all attachments of a packet together, which one connection can make the gateway
 *     hold
 */
public record SocketIoLimits(
        int maxPacketChars,
        int maxNamespaceChars,
        int maxEventNameChars,
        int maxJsonDepth,
        int maxJsonNumberChars,
        int maxJsonTokens,
        int maxAttachments,
        int maxAttachmentBytes) {

    /** Room for a megabyte of text or attachments, and for everything else far more than a chat client needs. */
    public static final SocketIoLimits DEFAULT =
            new SocketIoLimits(1_000_000, 128, 128, 32, 100, 50_000, 10, 1_000_000);

    /** The limits for a server that takes messages of a size: a packet and its attachments may each have as much. */
    public static SocketIoLimits upTo(int maxMessageBytes) {
        return new SocketIoLimits(
                maxMessageBytes,
                DEFAULT.maxNamespaceChars,
                DEFAULT.maxEventNameChars,
                DEFAULT.maxJsonDepth,
                DEFAULT.maxJsonNumberChars,
                DEFAULT.maxJsonTokens,
                DEFAULT.maxAttachments,
                maxMessageBytes);
    }

    public SocketIoLimits {
        requirePositive("maxPacketChars", maxPacketChars);
        requirePositive("maxNamespaceChars", maxNamespaceChars);
        requirePositive("maxEventNameChars", maxEventNameChars);
        requirePositive("maxJsonDepth", maxJsonDepth);
        requirePositive("maxJsonNumberChars", maxJsonNumberChars);
        requirePositive("maxJsonTokens", maxJsonTokens);
        requirePositive("maxAttachmentBytes", maxAttachmentBytes);
        if (maxAttachments < 0) {
            throw new IllegalArgumentException("maxAttachments must not be negative: " + maxAttachments);
        }
    }

    private static void requirePositive(String name, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + limit);
        }
    }
}
