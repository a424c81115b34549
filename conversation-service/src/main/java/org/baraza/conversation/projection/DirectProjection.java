package org.baraza.conversation.projection;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.conversation.ConversationRepository;
import org.baraza.eventlog.LogRecord;

/** Direct conversations: what a batch does to them is one bulk write. */
@ApplicationScoped
class DirectProjection implements Projection {

    private final ConversationRepository conversations;

    DirectProjection(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    @Override
    public boolean covers(ConversationId id) {
        return !id.isBroadcast();
    }

    @Override
    public Uni<Void> apply(List<LogRecord<MessageEvent>> events) {
        return conversations.apply(
                BatchFold.of(events.stream().map(LogRecord::event).toList()));
    }
}
