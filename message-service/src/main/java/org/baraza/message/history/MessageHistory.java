package org.baraza.message.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.access.ConversationAccess;
import org.baraza.message.store.HideRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.view.Viewer;
import org.baraza.rest.ProblemException;

/**
 * Pages of a conversation. Since messages are numbered without gaps, a page is a range of numbers: the thousandth costs what
 * the first does. What somebody has deleted for themselves leaves its page shorter.
 */
@ApplicationScoped
class MessageHistory {

    private final MessageRepository messages;
    private final HideRepository hides;
    private final ConversationAccess access;
    private final Viewer viewer;
    private final UserDirectory directory;
    private final Duration readTimeout;

    MessageHistory(
            MessageRepository messages,
            HideRepository hides,
            ConversationAccess access,
            Viewer viewer,
            UserDirectory directory,
            MessageServiceConfig config) {
        this.messages = messages;
        this.hides = hides;
        this.access = access;
        this.viewer = viewer;
        this.directory = directory;
        this.readTimeout = config.history().readTimeout();
    }

    /**
     * A page as {@code viewerId} sees it.
     *
     * @param number from 1, the newest
     * @param limit messages a page
     * @return fails with a {@link ProblemException} 404 if there is no such conversation for them
     */
    Uni<HistoryPage> page(ConversationId conversation, String viewerId, int number, int limit) {
        Uni<HistoryPage.Kind> kind = conversation.isBroadcast()
                ? broadcast(conversation, viewerId)
                : Uni.createFrom().item(HistoryPage.Kind.direct(conversation));
        return kind.chain(known ->
                        range(conversation, number, limit).chain(range -> show(conversation, viewerId, known, range)))
                .invoke(page -> requireThatItExists(conversation, viewerId, page))
                .ifNoItem()
                .after(readTimeout)
                .fail();
    }

    /** A page that nobody can see any more of. */
    static ProblemException noSuchConversation() {
        return ProblemException.notFound("there is no such conversation");
    }

    private Uni<HistoryPage.Kind> broadcast(ConversationId conversation, String viewerId) {
        return access.findBroadcast(conversation, viewerId)
                .map(found -> found.map(
                                message -> HistoryPage.Kind.broadcast(message, directory.profileOf(message.senderId())))
                        .orElseThrow(MessageHistory::noSuchConversation));
    }

    /** With messages it exists, whoever has left the community since; without, if there is somebody to write to. */
    private void requireThatItExists(ConversationId conversation, String viewerId, HistoryPage page) {
        if (page.total() == 0 && !directory.contains(conversation.otherThan(viewerId))) {
            throw noSuchConversation();
        }
    }

    /**
     * @param newestFirst the messages of a page
     * @param head the last number of the conversation
     */
    private record Range(List<MessageDocument> newestFirst, long head) {}

    private Uni<Range> range(ConversationId conversation, int number, int limit) {
        return number == 1 ? latest(conversation, limit) : earlier(conversation, number, limit);
    }

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

    private Uni<HistoryPage> show(ConversationId conversation, String viewerId, HistoryPage.Kind kind, Range range) {
        if (range.newestFirst().isEmpty()) {
            return Uni.createFrom().item(new HistoryPage(kind, List.of(), range.head()));
        }
        List<MessageDocument> oldestFirst = range.newestFirst().stream()
                .sorted(Comparator.comparingLong(MessageDocument::seq))
                .toList();
        long first = oldestFirst.get(0).seq();
        long last = oldestFirst.get(oldestFirst.size() - 1).seq();
        return hides.findRange(conversation.value(), viewerId, first - 1, last)
                .map(hidden -> oldestFirst.stream()
                        .filter(message -> !hidden.contains(message.seq()))
                        .toList())
                .chain(visible -> viewer.show(viewerId, visible))
                .map(shown -> new HistoryPage(kind, shown, range.head()));
    }
}
