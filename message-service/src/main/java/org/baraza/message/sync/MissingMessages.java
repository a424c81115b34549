package org.baraza.message.sync;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.message.store.HideRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.view.ViewedMessage;
import org.baraza.message.view.Viewer;

/** The messages that a client lacks: a range of numbers, without those that its person has deleted for themselves. */
@ApplicationScoped
class MissingMessages {

    private final MessageRepository messages;
    private final HideRepository hides;
    private final Viewer viewer;

    MissingMessages(MessageRepository messages, HideRepository hides, Viewer viewer) {
        this.messages = messages;
        this.hides = hides;
        this.viewer = viewer;
    }

    /**
     * A part of them.
     *
     * @param messages the oldest first
     * @param upTo the number up to which the client has all of them then
     * @param weight the room that they take
     */
    record Part(List<ViewedMessage> messages, long upTo, int weight) {}

    Uni<Part> find(ConversationId conversation, String userId, long after, long head, int room) {
        if (after == head) {
            return Uni.createFrom().item(new Part(List.of(), after, 0));
        }
        return messages.findRange(conversation.value(), after, Math.min(head, after + room))
                .chain(found -> {
                    List<MessageDocument> oldestFirst = found.stream()
                            .sorted(Comparator.comparingLong(MessageDocument::seq))
                            .toList();
                    List<MessageDocument> fitting =
                            oldestFirst.subList(0, Weight.fitting(oldestFirst, room, Weight::of));
                    return show(conversation, userId, after, fitting);
                });
    }

    private Uni<Part> show(ConversationId conversation, String userId, long after, List<MessageDocument> found) {
        long upTo = found.get(found.size() - 1).seq();
        int weight = found.stream().mapToInt(Weight::of).sum();
        return hides.findRange(conversation.value(), userId, after, upTo)
                .map(hidden -> found.stream()
                        .filter(message -> !hidden.contains(message.seq()))
                        .toList())
                .chain(visible -> viewer.show(conversation, userId, visible))
                .map(shown -> new Part(shown, upTo, weight));
    }
}
