package org.baraza.benchmarks.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The text of a message of the load: which message it is, and filling up to a length. {@code #<number>;xxxx…}
 *
 * @param number counts the messages of a round from 0
 */
public record Payload(int number) {

    private static final String EVENT_START = "42[\"";
    private static final String MARK = "load#";
    private static final ByteBuf MARK_BYTES = Unpooled.unreleasableBuffer(
                    Unpooled.copiedBuffer(MARK, StandardCharsets.US_ASCII))
            .asReadOnly();

    /** The text, filled to {@code length} characters. */
    public String text(int length) {
        String head = MARK + number + ';';
        return head + "x".repeat(Math.max(0, length - head.length()));
    }

    /**
     * The number of the message that an event brings.
     *
     * @param event the name of the event
     * @param frame the whole packet
     * @return -1 if it is another event, or one of somebody else
     */
    public static int numberIn(String event, ByteBuf frame) {
        if (!isEvent(event, frame)) {
            return -1;
        }
        ByteBuf packet = frame.slice();
        int mark = ByteBufUtil.indexOf(MARK_BYTES, packet);
        if (mark < 0) {
            return -1;
        }
        int number = 0;
        int at = mark + MARK.length();
        for (byte digit = packet.getByte(at); digit != ';'; digit = packet.getByte(++at)) {
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** Whether a packet is such an event. */
    public static boolean isEvent(String event, ByteBuf frame) {
        int at = frame.readerIndex() + EVENT_START.length();
        if (frame.writerIndex() < at + event.length()) {
            return false;
        }
        for (int i = 0; i < event.length(); i++) {
            if (frame.getByte(at + i) != event.charAt(i)) {
                return false;
            }
        }
        return frame.getByte(at + event.length()) == '"';
    }
}
