package org.baraza.gateway.socketio;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One Socket.IO packet (Socket.IO protocol v5, "Exchange protocol"). The records are immutable as long as nobody
 * changes the JSON trees in them, which they share with whoever made them. All constructors refuse what could not be
 * written to the wire with {@link IllegalArgumentException}.
 */
public sealed interface SocketIoPacket {

    /** The namespace every client starts with, and the only one that is not written out. */
    String MAIN_NAMESPACE = "/";

    /** The namespace the packet belongs to, beginning with a slash. */
    String namespace();

    /**
     * Client to server: the wish to join a namespace. Server to client: the consent.
     *
     * @param data from the client what it authenticates with; from the server {@code {"sid":…}}, and {@code "pid"} if
     *     the session can be recovered
     */
    record Connect(String namespace, Optional<ObjectNode> data) implements SocketIoPacket {
        public Connect {
            Namespace.require(namespace);
            Objects.requireNonNull(data, "data");
        }
    }

    /**
     * The server's refusal to let a client join.
     *
     * @param data {@code {"message":…}}, and {@code "data"} for details; the client gives up, so this is for bad tokens
     */
    record ConnectError(String namespace, ObjectNode data) implements SocketIoPacket {
        public ConnectError {
            Namespace.require(namespace);
            Objects.requireNonNull(data, "data");
        }
    }

    /** Either side leaves a namespace. */
    record Disconnect(String namespace) implements SocketIoPacket {
        public Disconnect {
            Namespace.require(namespace);
        }
    }

    /**
     * Something happened, or should.
     *
     * @param ackId if present, the receiver answers with an {@link Ack} of this id
     * @param name the event's name, not a reserved one
     * @param args the arguments; a {@code BinaryNode} anywhere in them travels as an attachment
     */
    record Event(String namespace, OptionalLong ackId, String name, List<JsonNode> args) implements SocketIoPacket {
        public Event {
            Namespace.require(namespace);
            AckId.require(ackId);
            EventName.require(name);
            args = List.copyOf(args);
        }
    }

    /**
     * The answer to an event.
     *
     * @param id the event's {@code ackId}
     * @param args the answer; a {@code BinaryNode} anywhere in it travels as an attachment
     */
    record Ack(String namespace, long id, List<JsonNode> args) implements SocketIoPacket {
        public Ack {
            Namespace.require(namespace);
            AckId.require(id);
            args = List.copyOf(args);
        }
    }

    /** A packet that is not complete before its attachments have come, one message of bytes each. */
    sealed interface AwaitingAttachments extends SocketIoPacket {

        /** The arguments, with placeholders {@code {"_placeholder":true,"num":0}} where attachments belong. */
        List<JsonNode> args();

        /** How many attachments follow. */
        int attachments();

        /** The packet with the arguments that the placeholders stood in for. */
        SocketIoPacket completedWith(List<JsonNode> completeArgs);
    }

    /** An {@link Event} without the attachments that are to follow it. */
    record BinaryEvent(String namespace, OptionalLong ackId, String name, List<JsonNode> args, int attachments)
            implements AwaitingAttachments {
        public BinaryEvent {
            Namespace.require(namespace);
            AckId.require(ackId);
            EventName.require(name);
            args = List.copyOf(args);
            Placeholders.require(args, attachments);
        }

        @Override
        public Event completedWith(List<JsonNode> completeArgs) {
            return new Event(namespace, ackId, name, completeArgs);
        }
    }

    /** An {@link Ack} without the attachments that are to follow it. */
    record BinaryAck(String namespace, long id, List<JsonNode> args, int attachments) implements AwaitingAttachments {
        public BinaryAck {
            Namespace.require(namespace);
            AckId.require(id);
            args = List.copyOf(args);
            Placeholders.require(args, attachments);
        }

        @Override
        public Ack completedWith(List<JsonNode> completeArgs) {
            return new Ack(namespace, id, completeArgs);
        }
    }
}
