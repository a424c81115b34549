package org.baraza.gateway.engineio;

/**
 * Puts packets together into the body that answers a poll (Engine.IO protocol v4, "HTTP long-polling"). For one body
 * and one thread.
 */
public final class PayloadWriter {

    private final StringBuilder payload = new StringBuilder();

    /** Appends a packet; bytes become base64. */
    public PayloadWriter add(EngineIoPacket packet) {
        return addEncoded(packet.encode());
    }

    /**
     * Appends a packet that is encoded already, such as a frame written once for many sessions.
     *
     * @throws IllegalArgumentException if it is empty or contains a record separator, with which one message could
     *     pretend to be two
     */
    public PayloadWriter addEncoded(String packet) {
        if (packet.isEmpty()) {
            throw new IllegalArgumentException("a packet has at least a type");
        }
        if (packet.indexOf(PayloadDecoder.SEPARATOR) >= 0) {
            throw new IllegalArgumentException("a packet of a payload cannot contain the record separator");
        }
        if (!isEmpty()) {
            payload.append(PayloadDecoder.SEPARATOR);
        }
        payload.append(packet);
        return this;
    }

    /** Whether nothing has been added; such a body must not be sent. */
    public boolean isEmpty() {
        return payload.isEmpty();
    }

    /** The length so far, in characters: with {@link #addEncoded} in a loop, the point to stop at. */
    public int length() {
        return payload.length();
    }

    /** The body so far. */
    public String text() {
        return payload.toString();
    }
}
