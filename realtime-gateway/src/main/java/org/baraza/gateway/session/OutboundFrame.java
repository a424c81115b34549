package org.baraza.gateway.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.baraza.gateway.engineio.EngineIoPacket;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message as it goes to clients, encoded once and shared by all who receive it: frames from a server are not masked,
 * so every recipient's bytes are the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</a>
 */
public final class OutboundFrame {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int MAX_TINY = 125;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int MAX_SHORT = 0xffff;
    private static final int MAX_HEADER = 10;
    /** So many get copies of their own, which is cheaper than memory outside of the heap. */
    private static final int RECIPIENTS_ON_HEAP = 8;

    private final byte[] bytes;
    private final int headerLength;
    private final boolean ephemeral;
    private final String offset;
    /** What it consists of; null if it is one message. */
    private final List<OutboundFrame> parts;
    /** About how many have got it; loops that count at once may lose some. */
    private int recipients;

    private volatile ByteBuf shared;

    private OutboundFrame(byte[] bytes, int headerLength, boolean ephemeral, String offset, List<OutboundFrame> parts) {
        this.bytes = bytes;
        this.headerLength = headerLength;
        this.ephemeral = ephemeral;
        this.offset = offset;
        this.parts = parts;
    }

    /** Encodes a text message. */
    public static OutboundFrame of(String text) {
        return of(text, null);
    }

    /**
     * Encodes a text message that tells its client how far it has come.
     *
     * @param offset as the client is told it; null if it is not
     */
    public static OutboundFrame of(String text, String offset) {
        return of(FINAL_TEXT, text.getBytes(UTF_8), offset);
    }

    /** Encodes a message of bytes. */
    static OutboundFrame of(byte[] payload) {
        return of(FINAL_BINARY, payload, null);
    }

    private static OutboundFrame of(int opcode, byte[] payload, String offset) {
        ByteBuffer frame = ByteBuffer.allocate(MAX_HEADER + payload.length).put((byte) opcode);
        if (payload.length <= MAX_TINY) {
            frame.put((byte) payload.length);
        } else if (payload.length <= MAX_SHORT) {
            frame.put((byte) TWO_BYTES_FOLLOW).putShort((short) payload.length);
        } else {
            frame.put((byte) EIGHT_BYTES_FOLLOW).putLong(payload.length);
        }
        int headerLength = frame.position();
        frame.put(payload);
        return new OutboundFrame(Arrays.copyOf(frame.array(), frame.position()), headerLength, false, offset, null);
    }

    /**
     * Two messages for those who get both, as one piece: a write each, not two.
     *
     * @param second whose offset counts, if it has one
     */
    public static OutboundFrame both(OutboundFrame first, OutboundFrame second) {
        byte[] bytes = Arrays.copyOf(first.bytes, first.bytes.length + second.bytes.length);
        System.arraycopy(second.bytes, 0, bytes, first.bytes.length, second.bytes.length);
        String offset = second.offset == null ? first.offset : second.offset;
        return new OutboundFrame(bytes, 0, false, offset, List.of(first, second));
    }

    /** The messages that it consists of, one each. */
    List<OutboundFrame> parts() {
        return parts == null ? List.of(this) : parts;
    }

    /** The same message as one that is worth nothing later, such as who is typing: clients that are behind do not get it. */
    public OutboundFrame asEphemeral() {
        return new OutboundFrame(bytes, headerLength, true, offset, parts);
    }

    /** How far a client has come that has got it; null if it does not say. */
    String offset() {
        return offset;
    }

    /** Whether it is worth nothing later. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /**
     * The frame's bytes for one more recipient, who need not count references. Once there are several they share bytes outside
     * of the heap, from where the network takes them without another copy.
     */
    ByteBuf forOneRecipient() {
        ByteBuf direct = shared;
        if (direct == null) {
            if (recipients++ < RECIPIENTS_ON_HEAP) {
                return Unpooled.wrappedBuffer(bytes);
            }
            direct = Unpooled.wrappedBuffer(
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            shared = direct;
        }
        return Unpooled.unreleasableBuffer(direct.duplicate());
    }

    /** The packet of one message as text, for a transport that is no WebSocket: bytes as base64. */
    String text() {
        if (bytes[0] == (byte) FINAL_BINARY) {
            return new EngineIoPacket.Binary(Arrays.copyOfRange(bytes, headerLength, bytes.length)).encode();
        }
        return new String(bytes, headerLength, bytes.length - headerLength, UTF_8);
    }

    /** How long it is, headers included. */
    public int length() {
        return bytes.length;
    }
}
