package org.baraza.message.view;

import java.util.List;
import java.util.Map;

import org.baraza.message.MessageViews;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.MessageDocument;

/** Shows messages of some conversations to one person, by where the cursors stood when it was made. */
public final class Sight {

    private final String viewerId;
    private final Map<String, Long> cursorsByKey;
    private final MessageViews views;

    Sight(String viewerId, Map<String, Long> cursorsByKey, MessageViews views) {
        this.viewerId = viewerId;
        this.cursorsByKey = cursorsByKey;
        this.views = views;
    }

    /** A message as they see it. */
    public ViewedMessage show(MessageDocument message) {
        List<String> readBy = Viewer.possibleReaders(message, viewerId)
                .filter(userId -> userId.equals(message.senderId())
                        || cursorsByKey.getOrDefault(CursorDocument.keyOf(message.conversationId(), userId), 0L)
                                >= message.seq())
                .toList();
        return new ViewedMessage(
                views.of(message, readBy), viewerId.equals(message.senderId()), readBy.contains(viewerId));
    }
}
