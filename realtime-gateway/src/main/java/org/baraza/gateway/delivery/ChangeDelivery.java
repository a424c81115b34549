package org.baraza.gateway.delivery;

import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;

/** Whom it concerns what happens to messages and conversations after sending, and what they are told. Used by one thread. */
@Singleton
class ChangeDelivery {

    private final BroadcastDelivery broadcasts;

    ChangeDelivery(BroadcastDelivery broadcasts) {
        this.broadcasts = broadcasts;
    }

    Supplier<Dispatch> of(MessageEdited edited) {
        ConversationId conversation = new ConversationId(edited.conversationId());
        if (conversation.isBroadcast()) {
            MessageEdited told = withoutNames(edited);
            return broadcasts.of(edited, () -> MessageNotices.updated(told));
        }
        return to(conversation.participants(), () -> MessageNotices.updated(edited));
    }

    /** What somebody deleted for themselves alone concerns nobody else. */
    Supplier<Dispatch> of(MessageDeleted deleted) {
        ConversationId conversation = new ConversationId(deleted.conversationId());
        MessageDeleted told = withoutNames(deleted);
        Supplier<Notice> notice = () -> MessageNotices.deleted(told);
        if (deleted.scope() == DeletionScope.ME) {
            return to(List.of(deleted.actorId()), notice);
        }
        return conversation.isBroadcast() ? broadcasts.of(deleted, notice) : to(conversation.participants(), notice);
    }

    Supplier<Dispatch> of(ConversationArchived archived) {
        return to(List.of(archived.userId()), () -> MessageNotices.archived(archived));
    }

    /** Both people of a direct conversation are told; of a broadcast the reader's own devices, and not its sender each time. */
    Supplier<Dispatch> of(ConversationRead read) {
        ConversationId conversation = new ConversationId(read.conversationId());
        List<String> people = conversation.isBroadcast() ? List.of(read.readerId()) : conversation.participants();
        return to(people, () -> MessageNotices.read(read));
    }

    /** What is remembered of a change must not hold fifty thousand names once more: those of the broadcast do. */
    private static MessageEdited withoutNames(MessageEdited edited) {
        return new MessageEdited(
                edited.commandId(),
                edited.conversationId(),
                edited.seq(),
                edited.rev(),
                edited.editorId(),
                edited.receiverId(),
                edited.editedAt(),
                edited.message());
    }

    private static MessageDeleted withoutNames(MessageDeleted deleted) {
        return new MessageDeleted(
                deleted.commandId(),
                deleted.conversationId(),
                deleted.seq(),
                deleted.rev(),
                deleted.actorId(),
                deleted.scope(),
                deleted.deletedAt());
    }

    private static Supplier<Dispatch> to(List<String> people, Supplier<Notice> notice) {
        return () -> new Dispatch().to(people, new Notices(notice.get()));
    }
}
