package org.baraza.conversation.projection;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.eventlog.LogRecord;

/**
 * Keeps conversations of one kind up with what happens in them. Every bean of this type takes part: {@link EventDispatch}
 * hands each the events of its conversations.
 */
public interface Projection {

    /** Whether conversations with such an id are this projection's. Asked for every event, so it looks at the id alone. */
    boolean covers(ConversationId id);

    /**
     * Applies events and completes when their effects are durable. Must be idempotent: after a crash or a failure the same
     * events come again, possibly in other batches. Is given everything but repetitions, also refusals of commands.
     *
     * @param events with their places in the log, in order within each conversation; never empty
     * @return fails with a {@link org.baraza.store.StoreUnavailableException} if the store is away, so that all of them are
     *     tried again until they are applied
     * @throws IllegalArgumentException if one of them cannot be true; it will be a dead letter, and the others applied
     */
    Uni<Void> apply(List<LogRecord<MessageEvent>> events);
}
