package org.baraza.gateway.socketio;

import java.util.List;
import java.util.Objects;

/**
 * A packet as it travels: one Engine.IO message of text, then one of bytes per attachment, with nothing in between.
 *
 * @param text the packet's text, without Engine.IO's own packet type before it
 * @param attachments the attachments in the order to send them, empty for most packets
 */
public record EncodedPacket(String text, List<byte[]> attachments) {

    public EncodedPacket {
        Objects.requireNonNull(text, "text");
        attachments = List.copyOf(attachments);
    }
}
