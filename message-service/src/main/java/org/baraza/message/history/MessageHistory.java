package org.baraza.message.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.MessageViews;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;

/**
 * Pages of a conversation. Since messages are numbered without gaps, a page is a range of numbers: the thousandth costs what
 * the first does.
 */
@ApplicationScoped
class MessageHistory {

    private final MessageRepository messages;
    private final CursorRepository cursors;
    private final MessageViews views;
    private final Duration readTimeout;

    MessageHistory(
            MessageRepository messages,
            CursorRepository cursors,
            UserDirectory directory,
            MessageServiceConfig config) {
        this.readTimeout = config.history().readTimeout();
        this.messages = messages;
        this.cursors = cursors;
        this.views = new MessageViews(directory);
    }

    /**
     * A page as {@code viewerId} sees it.
     *
     * @param number from 1, the newest
     * @param limit messages a page
     */
    Uni<HistoryPage> page(ConversationId conversation, String viewerId, int number, int limit) {
        List<String> cursorKeys = conversation.participants().stream()
                .map(userId -> CursorDocument.keyOf(conversation.value(), userId))
                .toList();
        Uni<Range> range = number == 1 ? latest(conversation, limit) : earlier(conversation, number, limit);
        return Uni.combine()
                .all()
                .unis(range, cursors.find(cursorKeys))
                .asTuple()
                .map(found -> page(conversation, viewerId, found.getItem1(), found.getItem2()))
                .ifNoItem()
                .after(readTimeout)
                .fail();
    }

    /**
     * @param newestFirst the messages of a page
     * @param head the last number of the conversation
     */
    private record Range(List<MessageDocument> newestFirst, long head) {}

    private Uni<Range> latest(ConversationId conversation, int limit) {
        return messages.findLatest(conversation.value(), limit)
                .map(found ->
                        new Range(found, found.isEmpty() ? 0 : found.get(0).seq()));
    }

    private Uni<Range> earlier(ConversationId conversation, int number, int limit) {
        return messages.findLatest(conversation.value(), 1).chain(last -> {
            long head = last.isEmpty() ? 0 : last.get(0).seq();
            long upTo = head - (number - 1L) * limit;
            if (upTo < 1) {
                return Uni.createFrom().item(new Range(List.of(), head));
            }
            return messages.findRange(conversation.value(), Math.max(0, upTo - limit), upTo)
                    .map(found -> new Range(found, head));
        });
    }

    private HistoryPage page(
            ConversationId conversation, String viewerId, Range range, Map<String, Long> cursorsByKey) {
        List<ViewedMessage> oldestFirst = range.newestFirst().stream()
                .sorted(Comparator.comparingLong(MessageDocument::seq))
                .map(message -> view(conversation, viewerId, message, cursorsByKey))
                .toList();
        return new HistoryPage(new HistoryPage.Kind(conversation.value(), "DIRECT", false), oldestFirst, range.head());
    }

    private ViewedMessage view(
            ConversationId conversation, String viewerId, MessageDocument message, Map<String, Long> cursorsByKey) {
        List<String> readBy = conversation.participants().stream()
                .filter(userId -> userId.equals(message.senderId())
                        || cursorsByKey.getOrDefault(CursorDocument.keyOf(conversation.value(), userId), 0L)
                                >= message.seq())
                .toList();
        return new ViewedMessage(
                views.of(message, readBy), viewerId.equals(message.senderId()), readBy.contains(viewerId));
    }
}
