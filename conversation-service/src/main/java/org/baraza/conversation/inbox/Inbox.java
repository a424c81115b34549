package org.baraza.conversation.inbox;

import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.conversation.conversation.ConversationRepository;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.directory.UserDirectory;

/** Somebody's list of conversations and their unread numbers. Fails if the store does not answer in time. */
@ApplicationScoped
class Inbox {

    private final ConversationRepository conversations;
    private final UserDirectory directory;
    private final Duration readTimeout;

    Inbox(ConversationRepository conversations, UserDirectory directory, ConversationServiceConfig config) {
        this.conversations = conversations;
        this.directory = directory;
        this.readTimeout = config.inbox().readTimeout();
    }

    /** Newest activity first. */
    Uni<InboxPage> page(String userId, Set<ConversationType> types, int skip, int limit) {
        Viewer viewer = new Viewer(userId, directory::profileOf);
        return inTime(Uni.combine()
                .all()
                .unis(conversations.newest(userId, types, skip, limit), conversations.count(userId, types))
                .collectFailures()
                .with((newest, total) ->
                        new InboxPage(newest.stream().map(viewer::see).toList(), total))
                .onFailure(CompositeException.class)
                .transform(both -> both.getCauses().get(0)));
    }

    /** All kinds of conversations together. */
    Uni<UnreadCount> unread(String userId) {
        return inTime(conversations.unreadOf(userId).map(UnreadCount::of));
    }

    private <T> Uni<T> inTime(Uni<T> read) {
        return read.ifNoItem().after(readTimeout).fail();
    }
}
