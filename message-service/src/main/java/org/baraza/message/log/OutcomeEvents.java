package org.baraza.message.log;

import java.util.Optional;
import java.util.function.Function;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.AcknowledgeBroadcast;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.BroadcastAcknowledged;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageRepeated;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.message.MessageViews;
import org.baraza.message.store.AudienceDocument;
import org.baraza.message.store.MessageDocument;

/** From what became of a command to the event that tells it. */
final class OutcomeEvents {

    private final MessageViews views;
    private final Function<String, AudienceDocument> audiences;

    /** @param audiences whom a broadcast is for, by its conversation, null if it is not known; asked for those that are
     *     {@link #changedBroadcast} */
    OutcomeEvents(MessageViews views, Function<String, AudienceDocument> audiences) {
        this.views = views;
        this.audiences = audiences;
    }

    /**
     * Which broadcast a command has changed for everybody, by its conversation; empty if none. Whoever finds that done before
     * only gets their answer: the audience was told with the change.
     */
    static Optional<String> changedBroadcast(MessageCommand command, Outcome outcome) {
        boolean changes = outcome instanceof Outcome.Edited edited && !edited.isDoneBefore()
                || outcome instanceof Outcome.Deleted deleted
                        && !deleted.isDoneBefore()
                        && ((DeleteMessage) command).scope() == DeletionScope.EVERYONE;
        return Optional.of(command.conversationId()).filter(id -> changes && new ConversationId(id).isBroadcast());
    }

    /** The event that answers a command. */
    MessageEvent of(MessageCommand command, Outcome outcome) {
        if (outcome instanceof Outcome.Sent sent) {
            return command instanceof PublishBroadcast publication
                    ? published(publication, sent.message())
                    : sent((SendMessage) command, sent.message());
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return repeated(command, repeated.message());
        }
        if (outcome instanceof Outcome.Edited edited) {
            return edited((EditMessage) command, edited);
        }
        if (outcome instanceof Outcome.Deleted deleted) {
            return deleted((DeleteMessage) command, deleted);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new CommandRefused(
                    command.commandId(),
                    command.conversationId(),
                    command.actorId(),
                    refused.reason(),
                    refused.detail());
        }
        return ofReader(command, outcome);
    }

    private static MessageEvent ofReader(MessageCommand command, Outcome outcome) {
        if (outcome instanceof Outcome.Read read) {
            MarkRead markRead = (MarkRead) command;
            return new ConversationRead(
                    command.commandId(),
                    command.conversationId(),
                    markRead.readerId(),
                    read.seq(),
                    read.head(),
                    markRead.requestedAt());
        }
        if (outcome instanceof Outcome.Archived archived) {
            return new ConversationArchived(
                    command.commandId(),
                    command.conversationId(),
                    command.actorId(),
                    archived.head(),
                    ((ArchiveConversation) command).requestedAt());
        }
        return new BroadcastAcknowledged(
                command.commandId(),
                command.conversationId(),
                command.actorId(),
                ((AcknowledgeBroadcast) command).requestedAt());
    }

    private MessageSent sent(SendMessage command, MessageDocument message) {
        return new MessageSent(
                command.commandId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                command.receiverId(),
                message.clientMessageId(),
                message.createdAt(),
                views.ofNew(message));
    }

    private BroadcastSent published(PublishBroadcast command, MessageDocument message) {
        return new BroadcastSent(
                command.commandId(),
                message.conversationId(),
                message.senderId(),
                message.clientMessageId(),
                command.audience(),
                command.remindAfter(),
                message.createdAt(),
                views.ofNew(message));
    }

    private MessageRepeated repeated(MessageCommand command, MessageDocument message) {
        return new MessageRepeated(
                command.commandId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                message.clientMessageId(),
                message.createdAt(),
                views.ofNew(message));
    }

    private MessageEdited edited(EditMessage command, Outcome.Edited edited) {
        MessageDocument message = edited.message();
        String receiverId = message.broadcast() == null
                ? new ConversationId(message.conversationId()).otherThan(message.senderId())
                : null;
        return new MessageEdited(
                command.commandId(),
                message.conversationId(),
                message.seq(),
                message.rev(),
                message.senderId(),
                receiverId,
                edited.editedAt(),
                views.ofNew(message),
                audienceOf(command, edited).map(AudienceDocument::audience).orElse(null));
    }

    private Optional<AudienceDocument> audienceOf(MessageCommand command, Outcome outcome) {
        return changedBroadcast(command, outcome).map(audiences);
    }

    private MessageDeleted deleted(DeleteMessage command, Outcome.Deleted deleted) {
        Optional<AudienceDocument> audience = audienceOf(command, deleted);
        return new MessageDeleted(
                command.commandId(),
                command.conversationId(),
                command.seq(),
                deleted.rev(),
                deleted.actorId(),
                command.scope(),
                deleted.deletedAt(),
                audience.map(AudienceDocument::senderId).orElse(null),
                audience.map(AudienceDocument::audience).orElse(null));
    }
}
