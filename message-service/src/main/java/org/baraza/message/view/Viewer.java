package org.baraza.message.view;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** The messages as somebody sees them, in the order given. */
    public Uni<List<ViewedMessage>> show(String viewerId, List<MessageDocument> messages) {
        return sight(viewerId, messages)
                .map(sight -> messages.stream().map(sight::show).toList());
    }

    /** How somebody sees these messages; asks the store once for all of them. */
    public Uni<Sight> sight(String viewerId, Collection<MessageDocument> messages) {
        Set<String> keys = messages.stream()
                .flatMap(message -> possibleReaders(message, viewerId)
                        .map(userId -> CursorDocument.keyOf(message.conversationId(), userId)))
                .collect(Collectors.toSet());
        return cursors.find(keys).map(stands -> new Sight(viewerId, stands, views));
    }

    /** Of whom it is said whether they have read a message. */
    static Stream<String> possibleReaders(MessageDocument message, String viewerId) {
        ConversationId conversation = new ConversationId(message.conversationId());
        return conversation.isBroadcast()
                ? Stream.of(message.senderId(), viewerId).distinct()
                : conversation.participants().stream();
    }
}
