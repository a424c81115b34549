package org.baraza.gateway.delivery;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/** Brings what happens to messages and conversations after sending to the sockets that it concerns. Used by one thread. */
@Singleton
class ChangeDelivery {

    private final UserRooms rooms;
    private final BroadcastDelivery broadcasts;

    ChangeDelivery(UserRooms rooms, BroadcastDelivery broadcasts) {
        this.rooms = rooms;
        this.broadcasts = broadcasts;
    }

    void deliver(MessageEdited edited, Outbox outbox) {
        ConversationId conversation = new ConversationId(edited.conversationId());
        if (conversation.isBroadcast()) {
            broadcasts.deliver(edited, MessageNotices.updated(edited), outbox);
        } else {
            toPeople(conversation.participants().stream(), () -> MessageNotices.updated(edited), outbox);
        }
    }

    /** What somebody deleted for themselves alone concerns nobody else. */
    void deliver(MessageDeleted deleted, Outbox outbox) {
        ConversationId conversation = new ConversationId(deleted.conversationId());
        if (deleted.scope() == DeletionScope.ME) {
            toPeople(Stream.of(deleted.actorId()), () -> MessageNotices.deleted(deleted), outbox);
        } else if (conversation.isBroadcast()) {
            broadcasts.deliver(deleted, MessageNotices.deleted(deleted), outbox);
        } else {
            toPeople(conversation.participants().stream(), () -> MessageNotices.deleted(deleted), outbox);
        }
    }

    void deliver(ConversationArchived archived, Outbox outbox) {
        toPeople(Stream.of(archived.userId()), () -> MessageNotices.archived(archived), outbox);
    }

    /** Both people of a direct conversation are told; of a broadcast the reader's own devices, and not its sender each time. */
    void deliver(ConversationRead read, Outbox outbox) {
        ConversationId conversation = new ConversationId(read.conversationId());
        Stream<String> people =
                conversation.isBroadcast() ? Stream.of(read.readerId()) : conversation.participants().stream();
        toPeople(people, () -> MessageNotices.read(read), outbox);
    }

    /** Encodes the frame once, and only if somebody is here. */
    private void toPeople(Stream<String> people, Supplier<OutboundFrame> frame, Outbox outbox) {
        List<SocketSession> sessions =
                people.map(rooms::of).flatMap(List::stream).toList();
        if (!sessions.isEmpty()) {
            OutboundFrame shared = frame.get();
            sessions.forEach(session -> outbox.add(session, shared));
        }
    }
}
