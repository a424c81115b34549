package org.baraza.conversation.inbox;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.conversation.broadcast.BroadcastInbox;
import org.baraza.conversation.conversation.ConversationKey;
import org.baraza.conversation.conversation.ConversationRepository;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.directory.UserDirectory;

/** Somebody's list of conversations and their unread numbers. Fails if the store does not answer in time. */
@ApplicationScoped
class Inbox {

    private static final Comparator<ListEntry> NEWEST_FIRST = Comparator.comparing(ListEntry::activityAt)
            .thenComparing(ListEntry::id)
            .reversed();

    private final ConversationRepository conversations;
    private final BroadcastInbox broadcasts;
    private final UserDirectory directory;
    private final Duration readTimeout;

    Inbox(
            ConversationRepository conversations,
            BroadcastInbox broadcasts,
            UserDirectory directory,
            ConversationServiceConfig config) {
        this.conversations = conversations;
        this.broadcasts = broadcasts;
        this.directory = directory;
        this.readTimeout = config.inbox().readTimeout();
    }

    /** Newest activity first. */
    Uni<InboxPage> page(String userId, Set<ConversationType> types, int skip, int limit) {
        return inTime(
                types.contains(ConversationType.BROADCAST)
                        ? merged(userId, withoutBroadcasts(types), skip, limit)
                        : ofMembers(userId, types, skip, limit));
    }

    /** By kind of conversation. */
    Uni<UnreadCount> unread(String userId) {
        return inTime(both(conversations.unreadOf(userId), broadcasts.unread(userId), UnreadCount::of));
    }

    /** From ids alone: those of direct conversations say who takes part. */
    Uni<Contacts> contacts(String userId) {
        return inTime(conversations
                .newestKeys(userId, EnumSet.of(ConversationType.DIRECT), Contacts.MAX)
                .map(keys -> new Contacts(keys.stream()
                        .map(key -> new ConversationId(key.id()).otherThan(userId))
                        .toList())));
    }

    private Uni<InboxPage> ofMembers(String userId, Set<ConversationType> types, int skip, int limit) {
        Viewer viewer = new Viewer(userId, directory::profileOf);
        return both(
                conversations.newest(userId, types, skip, limit),
                conversations.count(userId, types),
                (newest, total) ->
                        new InboxPage(newest.stream().map(viewer::see).toList(), total));
    }

    /**
     * Two lists by time as one. Which entries are on a page is found out from ids and times; what they show is read for those
     * alone. A page beyond the end reads neither.
     */
    private Uni<InboxPage> merged(String userId, Set<ConversationType> types, int skip, int limit) {
        return both(count(userId, types), broadcasts.count(userId), Long::sum)
                .chain(total -> skip >= total
                        ? Uni.createFrom().item(new InboxPage(List.of(), total))
                        : entries(userId, types, (int) Math.min(total, (long) skip + limit))
                                .chain(newest ->
                                        see(userId, newest.stream().skip(skip).toList()))
                                .map(shown -> new InboxPage(shown, total)));
    }

    private Uni<Long> count(String userId, Set<ConversationType> types) {
        return types.isEmpty() ? Uni.createFrom().item(0L) : conversations.count(userId, types);
    }

    private Uni<List<ListEntry>> entries(String userId, Set<ConversationType> types, int limit) {
        Uni<List<ConversationKey>> ofMembers =
                types.isEmpty() ? Uni.createFrom().item(List.of()) : conversations.newestKeys(userId, types, limit);
        return both(
                ofMembers,
                broadcasts.newest(userId, limit),
                (some, others) -> Stream.concat(
                                some.stream().map(key -> new ListEntry(key.id(), key.activityAt(), false)),
                                others.stream().map(key -> new ListEntry(key.id(), key.createdAt(), true)))
                        .sorted(NEWEST_FIRST)
                        .limit(limit)
                        .toList());
    }

    private Uni<List<InboxConversation>> see(String userId, List<ListEntry> page) {
        Viewer viewer = new Viewer(userId, directory::profileOf);
        BroadcastViewer ofBroadcasts = new BroadcastViewer(userId, directory::profileOf);
        return both(conversations.find(ids(page, false)), broadcasts.see(userId, ids(page, true)), (some, others) -> {
            Map<String, InboxConversation> byId = Stream.concat(
                            some.stream().map(viewer::see), others.stream().map(ofBroadcasts::see))
                    .collect(Collectors.toMap(InboxConversation::id, Function.identity()));
            return page.stream().map(entry -> byId.get(entry.id())).toList();
        });
    }

    private static List<String> ids(List<ListEntry> page, boolean ofBroadcasts) {
        return page.stream()
                .filter(entry -> entry.isBroadcast() == ofBroadcasts)
                .map(ListEntry::id)
                .toList();
    }

    private static Set<ConversationType> withoutBroadcasts(Set<ConversationType> types) {
        Set<ConversationType> others = EnumSet.copyOf(types);
        others.remove(ConversationType.BROADCAST);
        return others;
    }

    /** Reads at the same time; the first failure is the failure of both. */
    private static <A, B, R> Uni<R> both(Uni<A> one, Uni<B> other, BiFunction<A, B, R> join) {
        return Uni.combine()
                .all()
                .unis(one, other)
                .collectFailures()
                .with(join)
                .onFailure(CompositeException.class)
                .transform(failures -> failures.getCauses().get(0));
    }

    private <T> Uni<T> inTime(Uni<T> read) {
        return read.ifNoItem().after(readTimeout).fail();
    }
}
