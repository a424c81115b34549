package org.baraza.gateway.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.baraza.gateway.engineio.ProtocolException;

/**
 * Joins binary packets and the attachments that follow them, one message of bytes each (Socket.IO protocol v5, "Packet
 * encoding"). All that one connection receives goes through its assembler, in order and on the connection's event loop:
 * it is not safe on several threads.
 *
 * <p>It holds at most {@link SocketIoLimits#maxAttachmentBytes()}. It does not know time: a client that never sends the
 * rest keeps its own packet from arriving and nothing else. After a {@link ProtocolException} it holds nothing.
 */
public final class AttachmentAssembler {

    private final SocketIoLimits limits;
    private final List<byte[]> attachments = new ArrayList<>();
    private SocketIoPacket.AwaitingAttachments awaiting;
    private int bytes;

    public AttachmentAssembler(SocketIoLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes what the decoder made of a message of text.
     *
     * @return the packet if it is complete, and never one that awaits attachments
     * @throws ProtocolException with {@link SocketIoViolation#ATTACHMENT_EXPECTED}
     */
    public Optional<SocketIoPacket> accept(SocketIoPacket packet) {
        if (awaiting != null) {
            throw failed(SocketIoViolation.ATTACHMENT_EXPECTED);
        }
        if (!(packet instanceof SocketIoPacket.AwaitingAttachments binary)) {
            return Optional.of(packet);
        }
        awaiting = binary;
        return completed();
    }

    /**
     * Takes a message of bytes, without copying them.
     *
     * @return the packet if this was its last attachment, with the bytes as {@code BinaryNode}s in its arguments
     * @throws ProtocolException with {@link SocketIoViolation#ATTACHMENT_UNEXPECTED} or
     *     {@link SocketIoViolation#ATTACHMENTS_TOO_LARGE}
     */
    public Optional<SocketIoPacket> accept(byte[] attachment) {
        if (awaiting == null) {
            throw failed(SocketIoViolation.ATTACHMENT_UNEXPECTED);
        }
        if (attachment.length > limits.maxAttachmentBytes() - bytes) {
            throw failed(SocketIoViolation.ATTACHMENTS_TOO_LARGE);
        }
        bytes += attachment.length;
        attachments.add(attachment);
        return completed();
    }

    /** Whether a packet waits for attachments. */
    public boolean isAwaiting() {
        return awaiting != null;
    }

    private Optional<SocketIoPacket> completed() {
        if (attachments.size() < awaiting.attachments()) {
            return Optional.empty();
        }
        SocketIoPacket complete = awaiting.completedWith(Placeholders.fill(awaiting.args(), attachments));
        reset();
        return Optional.of(complete);
    }

    private ProtocolException failed(SocketIoViolation violation) {
        reset();
        return new ProtocolException(violation);
    }

    private void reset() {
        awaiting = null;
        attachments.clear();
        bytes = 0;
    }
}
