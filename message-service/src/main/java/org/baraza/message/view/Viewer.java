package org.baraza.message.view;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.MessageViews;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.MessageDocument;

/**
 * Shows stored messages to one person, with who has read them. In a direct conversation that is known of both people. Of a
 * broadcast, which a hundred thousand may have read, it is said of its sender and of the viewer alone.
 */
@ApplicationScoped
public class Viewer {

    private final CursorRepository cursors;
    private final MessageViews views;

    Viewer(CursorRepository cursors, UserDirectory directory) {
        this.cursors = cursors;
        this.views = new MessageViews(directory);
    }

    /** The messages of one conversation as somebody sees them, in the order given. */
    public Uni<List<ViewedMessage>> show(ConversationId conversation, String viewerId, List<MessageDocument> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> people = conversation.isBroadcast()
                ? Stream.of(messages.get(0).senderId(), viewerId).distinct().toList()
                : conversation.participants();
        List<String> keys = people.stream()
                .map(userId -> CursorDocument.keyOf(conversation.value(), userId))
                .toList();
        return cursors.find(keys)
                .map(stands -> messages.stream()
                        .map(message -> show(message, viewerId, people, stands))
                        .toList());
    }

    private ViewedMessage show(
            MessageDocument message, String viewerId, List<String> people, Map<String, Long> cursorsByKey) {
        List<String> readBy = people.stream()
                .filter(userId -> userId.equals(message.senderId())
                        || cursorsByKey.getOrDefault(CursorDocument.keyOf(message.conversationId(), userId), 0L)
                                >= message.seq())
                .toList();
        return new ViewedMessage(
                views.of(message, readBy), viewerId.equals(message.senderId()), readBy.contains(viewerId));
    }
}
