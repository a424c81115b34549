package org.baraza.message;

import java.util.List;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.MessageView;
import org.baraza.directory.UserDirectory;
import org.baraza.message.store.MediaDocument;
import org.baraza.message.store.MessageDocument;

/** From stored messages to what clients see of them. */
public final class MessageViews {

    private final UserDirectory directory;

    /** @param directory says who the senders are */
    public MessageViews(UserDirectory directory) {
        this.directory = directory;
    }

    /** A message that nobody but its sender has read. */
    public MessageView ofNew(MessageDocument message) {
        return of(message, List.of(message.senderId()));
    }

    /**
     * A message as it stands.
     *
     * @param readBy who has read it, the sender included
     */
    public MessageView of(MessageDocument message, List<String> readBy) {
        boolean isBroadcast = message.broadcast() != null;
        return new MessageView(
                new MessageId(new ConversationId(message.conversationId()), message.seq()).toString(),
                message.conversationId(),
                message.seq(),
                message.clientMessageId(),
                directory.profileOf(message.senderId()),
                message.content(),
                message.media().stream().map(MediaDocument::toMedia).toList(),
                isBroadcast,
                readBy.size() > 1,
                readBy,
                message.editedAt() != null,
                message.editedAt(),
                message.createdAt(),
                message.rev(),
                message.isDeleted(),
                isBroadcast ? message.broadcast().toDetails() : null);
    }
}
