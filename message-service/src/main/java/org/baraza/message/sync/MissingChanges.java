package org.baraza.message.sync;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.ChangeRepository;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.HideRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.view.ViewedMessage;
import org.baraza.message.view.Viewer;

/**
 * The changes that a client lacks of messages that it holds: two ranges of numbers, of what everybody sees and of what its
 * person alone does. A change is told by the message as it stands now, so of several changes of a message the last is enough.
 */
@ApplicationScoped
class MissingChanges {

    private final ChangeRepository changes;
    private final MessageRepository messages;
    private final HideRepository hides;
    private final Viewer viewer;

    MissingChanges(ChangeRepository changes, MessageRepository messages, HideRepository hides, Viewer viewer) {
        this.changes = changes;
        this.messages = messages;
        this.hides = hides;
        this.viewer = viewer;
    }

    /**
     * A part of them.
     *
     * @param changes the oldest first
     * @param upTo the number up to which the client has all of them then
     * @param weight the room that they take
     */
    record Part(List<SyncAnswer.Change> changes, long upTo, int weight) {}

    /**
     * @param held what the client held before the messages of this page: those behind it were read after the changes had
     *     taken effect, and show them already
     */
    Uni<Part> find(ConversationId conversation, String userId, Held held, long headRev, int room) {
        if (held.rev() == headRev) {
            return Uni.createFrom().item(new Part(List.of(), headRev, 0));
        }
        Function<String, Uni<List<ChangeDocument>>> visibleTo =
                whom -> changes.findRange(conversation.value(), whom, held.rev(), headRev, room);
        return Uni.combine()
                .all()
                .unis(visibleTo.apply(ChangeDocument.EVERYBODY), visibleTo.apply(userId))
                .asTuple()
                .chain(found -> {
                    List<ChangeDocument> next = Stream.of(found.getItem1(), found.getItem2())
                            .flatMap(List::stream)
                            .sorted(Comparator.comparingLong(ChangeDocument::rev))
                            .limit(room)
                            .toList();
                    return fit(conversation, userId, next, held, headRev, room);
                });
    }

    private Uni<Part> fit(
            ConversationId conversation, String userId, List<ChangeDocument> next, Held held, long headRev, int room) {
        Set<Long> seqs = next.stream()
                .map(ChangeDocument::seq)
                .filter(seq -> seq <= held.seq())
                .collect(Collectors.toSet());
        return find(conversation, seqs).chain(stored -> {
            int fitting = Weight.fitting(next, room, change -> weight(change, stored));
            List<ChangeDocument> told = next.subList(0, fitting);
            boolean all = fitting == next.size() && next.size() < room;
            long upTo = all ? headRev : told.get(fitting - 1).rev();
            int weight =
                    told.stream().mapToInt(change -> weight(change, stored)).sum();
            return show(conversation, userId, told, stored).map(shown -> new Part(shown, upTo, weight));
        });
    }

    private Uni<Map<Long, MessageDocument>> find(ConversationId conversation, Set<Long> seqs) {
        if (seqs.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return messages.findByIds(seqs.stream()
                        .map(seq -> new MessageId(conversation, seq))
                        .toList())
                .map(found ->
                        found.values().stream().collect(Collectors.toMap(MessageDocument::seq, Function.identity())));
    }

    private static int weight(ChangeDocument change, Map<Long, MessageDocument> stored) {
        MessageDocument message = stored.get(change.seq());
        return message == null ? 1 : Weight.of(message);
    }

    private Uni<List<SyncAnswer.Change>> show(
            ConversationId conversation, String userId, List<ChangeDocument> told, Map<Long, MessageDocument> stored) {
        Map<Long, ChangeDocument> lastBySeq = new LinkedHashMap<>();
        for (ChangeDocument change : told) {
            if (stored.containsKey(change.seq())) {
                lastBySeq.remove(change.seq());
                lastBySeq.put(change.seq(), change);
            }
        }
        if (lastBySeq.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> keys = lastBySeq.keySet().stream()
                .map(seq -> HideDocument.keyOf(conversation.value(), userId, seq))
                .toList();
        return hides.findByKeys(keys)
                .map(hidden -> lastBySeq.keySet().stream()
                        .filter(seq -> !hidden.containsKey(HideDocument.keyOf(conversation.value(), userId, seq)))
                        .map(stored::get)
                        .toList())
                .chain(visible -> viewer.show(conversation, userId, visible))
                .map(shown -> {
                    Map<Long, ViewedMessage> bySeq = shown.stream()
                            .collect(Collectors.toMap(one -> one.message().seq(), Function.identity()));
                    return lastBySeq.values().stream()
                            .map(change -> change(change, bySeq.get(change.seq())))
                            .toList();
                });
    }

    /** As the message stands: one that is gone for the viewer is told as deleted, whatever was done to it before. */
    private static SyncAnswer.Change change(ChangeDocument change, ViewedMessage message) {
        boolean deleted = message == null || message.message().isDeleted();
        return new SyncAnswer.Change(change.rev(), change.seq(), deleted ? "deleted" : "edited", message);
    }
}
