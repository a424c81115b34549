package org.baraza.message.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.BroadcastAccess;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/**
 * Asks the store for what edits, deletions and the readers of broadcasts have to know. What they did before is always looked
 * up, so they need no careful path. A batch without them asks nothing.
 */
final class ChangeReader {

    /** Look-ups of single names that are under way at once. */
    private static final int CONCURRENCY = 16;

    private final Stores stores;
    private final Duration timeout;

    ChangeReader(Stores stores, Duration timeout) {
        this.stores = stores;
        this.timeout = timeout;
    }

    KnownState.Changes read(List<LogRecord<MessageCommand>> batch) {
        List<LogRecord<MessageCommand>> concerned = batch.stream()
                .filter(record -> targetOf(record.event()) != null)
                .toList();
        if (concerned.isEmpty()) {
            return KnownState.Changes.NONE;
        }
        Set<MessageId> targets = new HashSet<>();
        Set<String> changing = new HashSet<>();
        Set<String> keys = new HashSet<>();
        Set<String> hides = new HashSet<>();
        for (LogRecord<MessageCommand> record : concerned) {
            MessageCommand command = record.event();
            targets.add(targetOf(command));
            if (changes(command)) {
                changing.add(command.conversationId());
                keys.add(ChangeDocument.keyOf(command.conversationId(), command.commandId()));
            }
            if (command instanceof DeleteMessage deletion && deletion.scope() == DeletionScope.ME) {
                hides.add(HideDocument.keyOf(deletion.conversationId(), deletion.actorId(), deletion.seq()));
            }
        }
        Map<MessageId, MessageDocument> messages = ask(targets, stores.messages()::findByIds);
        Map<String, ChangeDocument> carriedOut = ask(keys, stores.changes()::findByKeys);
        return new KnownState.Changes(
                messages,
                ask(changing, stores.changes()::findRevs),
                carriedOut,
                ask(hides, stores.hides()::findByKeys),
                lookForEarlier(concerned, messages, carriedOut),
                lookForNames(concerned, messages));
    }

    /** The message that a command is about; null if it makes a message, or is about a direct conversation as a whole. */
    private static MessageId targetOf(MessageCommand command) {
        ConversationId conversation = new ConversationId(command.conversationId());
        if (command instanceof EditMessage edit) {
            return new MessageId(conversation, edit.seq());
        }
        if (command instanceof DeleteMessage deletion) {
            return new MessageId(conversation, deletion.seq());
        }
        boolean makesOne = command instanceof SendMessage || command instanceof PublishBroadcast;
        return makesOne || !conversation.isBroadcast()
                ? null
                : new MessageId(conversation, MessageDocument.BROADCAST_SEQ);
    }

    private static boolean changes(MessageCommand command) {
        return command instanceof EditMessage || command instanceof DeleteMessage;
    }

    /**
     * An edit that is not stored while a later change of the message is, was carried out before and changed nothing: it is
     * to be told how the message stood then.
     */
    private Map<String, MessageDocument> lookForEarlier(
            List<LogRecord<MessageCommand>> batch,
            Map<MessageId, MessageDocument> messages,
            Map<String, ChangeDocument> carriedOut) {
        Map<String, MessageDocument> earlier = new HashMap<>();
        for (LogRecord<MessageCommand> record : batch) {
            MessageDocument message = messages.get(targetOf(record.event()));
            LogPosition position = new LogPosition(record.partition(), record.offset());
            if (record.event() instanceof EditMessage edit
                    && message != null
                    && message.change() != null
                    && message.change().position().isAfter(position)
                    && !carriedOut.containsKey(ChangeDocument.keyOf(edit.conversationId(), edit.commandId()))) {
                earlier.put(edit.commandId(), standingAt(message, position));
            }
        }
        return earlier;
    }

    private MessageDocument standingAt(MessageDocument message, LogPosition position) {
        List<ChangeDocument> last =
                await(stores.changes().findLastAt(message.conversationId(), message.seq(), position));
        if (!last.isEmpty()) {
            return message.changedBy(last.get(0));
        }
        return message.before(await(stores.changes().findFirst(message.conversationId(), message.seq()))
                .get(0));
    }

    private Set<String> lookForNames(List<LogRecord<MessageCommand>> batch, Map<MessageId, MessageDocument> messages) {
        Map<String, MessageCommand> asked = new HashMap<>();
        for (LogRecord<MessageCommand> record : batch) {
            MessageCommand command = record.event();
            MessageDocument message = messages.get(targetOf(command));
            if (message != null && message.broadcast() != null && BroadcastAccess.isByName(message)) {
                asked.put(CursorDocument.keyOf(command.conversationId(), command.actorId()), command);
            }
        }
        return Set.copyOf(await(Multi.createFrom()
                .iterable(asked.entrySet())
                .onItem()
                .transformToUni(one -> stores.audiences()
                        .names(one.getValue().conversationId(), one.getValue().actorId())
                        .map(named -> named ? one.getKey() : ""))
                .merge(CONCURRENCY)
                .filter(key -> !key.isEmpty())
                .collect()
                .asList()));
    }

    private <K, V> Map<K, V> ask(Collection<K> keys, Function<Collection<K>, Uni<Map<K, V>>> question) {
        return keys.isEmpty() ? Map.of() : await(question.apply(keys));
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(timeout);
    }
}
