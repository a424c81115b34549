package org.baraza.message.access;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.BroadcastAccess;
import org.baraza.message.People;
import org.baraza.message.store.AudienceRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;

/** Which messages somebody may see: their direct conversations, and the broadcasts that they sent or are in the audience of. */
@ApplicationScoped
public class ConversationAccess {

    private final MessageRepository messages;
    private final AudienceRepository audiences;
    private final BroadcastAccess access;

    ConversationAccess(MessageRepository messages, AudienceRepository audiences, UserDirectory directory) {
        this.messages = messages;
        this.audiences = audiences;
        this.access = new BroadcastAccess(People.of(directory));
    }

    /** The message with this id, whoever may see it. */
    public Uni<Optional<MessageDocument>> find(MessageId id) {
        return messages.findByIds(List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
    }

    /** The message of a broadcast, if there is one and somebody may see it. */
    public Uni<Optional<MessageDocument>> findBroadcast(ConversationId conversation, String userId) {
        return find(new MessageId(conversation, MessageDocument.BROADCAST_SEQ))
                .chain(found -> maySee(found, userId).map(allowed -> found.filter(message -> allowed)));
    }

    /** Whether somebody may see a message; nobody sees one that is not there. */
    public Uni<Boolean> maySee(Optional<MessageDocument> found, String userId) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        MessageDocument message = found.get();
        if (message.broadcast() == null) {
            return Uni.createFrom().item(new ConversationId(message.conversationId()).hasParticipant(userId));
        }
        Uni<Boolean> named = BroadcastAccess.isByName(message)
                ? audiences.names(message.conversationId(), userId)
                : Uni.createFrom().item(false);
        return named.map(isNamed -> access.maySee(message, userId, isNamed));
    }
}
