package org.baraza.message.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.ArchiveConversation;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.eventlog.LogRecord;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.LogPosition;
import org.baraza.message.store.MessageDocument;

/**
 * Asks the store for what a batch has to know of messages and cursors, and the {@link ChangeReader} for the rest. A batch of
 * sends in conversations whose heads are remembered asks nothing.
 */
final class StateReader {

    private final Stores stores;
    private final ChangeReader changes;
    private final Heads heads;
    private final Duration timeout;

    /** @param timeout a store that takes longer is taken for away */
    StateReader(Stores stores, Heads heads, Duration timeout) {
        this.stores = stores;
        this.changes = new ChangeReader(stores, timeout);
        this.heads = heads;
        this.timeout = timeout;
    }

    /** @param careful whether sends of the batch may have been stored before */
    KnownState read(List<LogRecord<MessageCommand>> batch, boolean careful) {
        Map<String, Long> known = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        Set<String> sends = new HashSet<>();
        Set<String> cursors = new HashSet<>();
        for (LogRecord<MessageCommand> record : batch) {
            MessageCommand command = record.event();
            if (goesByHead(command)) {
                Long head = heads.get(record.partition(), command.conversationId());
                if (head == null) {
                    unknown.add(command.conversationId());
                } else {
                    known.put(command.conversationId(), head);
                }
            }
            if (careful) {
                addKey(command, sends);
            }
            if (command instanceof MarkRead read) {
                cursors.add(CursorDocument.keyOf(read.conversationId(), read.readerId()));
            }
        }
        if (!unknown.isEmpty()) {
            known.putAll(stores.messages().findHeads(unknown).await().atMost(timeout));
        }
        return new KnownState(
                known,
                sends.isEmpty()
                        ? Map.of()
                        : asSent(stores.messages().findByKeys(sends).await().atMost(timeout), batch),
                lookForPlaces(batch, unknown),
                cursors.isEmpty()
                        ? Map.of()
                        : stores.cursors().find(cursors).await().atMost(timeout),
                changes.read(batch));
    }

    /** The head of a broadcast is its only message. */
    private static boolean goesByHead(MessageCommand command) {
        return command instanceof SendMessage
                || (command instanceof MarkRead || command instanceof ArchiveConversation)
                        && !new ConversationId(command.conversationId()).isBroadcast();
    }

    private static void addKey(MessageCommand command, Set<String> keys) {
        if (command instanceof SendMessage send) {
            keys.add(MessageDocument.keyOf(send.conversationId(), send.senderId(), send.clientMessageId()));
        } else if (command instanceof PublishBroadcast send) {
            keys.add(MessageDocument.keyOf(send.conversationId(), send.senderId(), send.clientMessageId()));
        }
    }

    /** What the batch itself had stored, and has changed since, is told once more as it was sent. */
    private Map<String, MessageDocument> asSent(
            Map<String, MessageDocument> stored, List<LogRecord<MessageCommand>> batch) {
        Set<String> commandIds =
                batch.stream().map(record -> record.event().commandId()).collect(Collectors.toSet());
        Map<String, MessageDocument> sent = new HashMap<>(stored);
        sent.replaceAll((key, message) -> message.change() != null && commandIds.contains(message.commandId())
                ? message.before(stores.changes()
                        .findFirst(message.conversationId(), message.seq())
                        .await()
                        .atMost(timeout)
                        .get(0))
                : message);
        return sent;
    }

    /** Where this writer gave the last number itself, in the order of the log, a place is the head. */
    private Map<String, Long> lookForPlaces(List<LogRecord<MessageCommand>> batch, Set<String> notNumberedHere) {
        Map<String, Long> places = new HashMap<>();
        for (LogRecord<MessageCommand> record : batch) {
            MessageCommand command = record.event();
            if (goesByAllThatIsThere(command) && notNumberedHere.contains(command.conversationId())) {
                LogPosition position = new LogPosition(record.partition(), record.offset());
                places.put(
                        command.commandId(),
                        stores.messages()
                                .findPlace(command.conversationId(), position)
                                .await()
                                .atMost(timeout));
            }
        }
        return places;
    }

    private static boolean goesByAllThatIsThere(MessageCommand command) {
        return command instanceof MarkRead read ? read.upTo() == null : command instanceof ArchiveConversation;
    }
}
