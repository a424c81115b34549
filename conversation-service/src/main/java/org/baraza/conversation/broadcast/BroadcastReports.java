package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.user.AccountType;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.directory.UserDirectory;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;

/**
 * How broadcasts have come along, for their senders, super admins, and the admins of the chapter that they are for. For anybody
 * else there are none. Fails if the store does not answer in time.
 */
@ApplicationScoped
class BroadcastReports {

    private final BroadcastRepository broadcasts;
    private final TouchRepository touches;
    private final AudienceWalk walk;
    private final Audiences audiences;
    private final UserDirectory directory;
    private final Duration readTimeout;

    BroadcastReports(
            BroadcastRepository broadcasts,
            TouchRepository touches,
            AudienceWalk walk,
            Audiences audiences,
            UserDirectory directory,
            ConversationServiceConfig config) {
        this.broadcasts = broadcasts;
        this.touches = touches;
        this.walk = walk;
        this.audiences = audiences;
        this.directory = directory;
        this.readTimeout = config.inbox().readTimeout();
    }

    /** What a chapter's admin answers for: what went to the chapter. What anybody else has sent. */
    Uni<BroadcastReport.Page> list(Caller caller, int skip, int limit) {
        boolean ofChapter = caller.accountType() == AccountType.CHAPTER_ADMIN && caller.chapterId() != null;
        String audience = ofChapter ? Audience.chapter(caller.chapterId()).label() : null;
        Uni<List<BroadcastDocument>> page =
                ofChapter ? broadcasts.sentTo(audience, skip, limit) : broadcasts.sentBy(caller.userId(), skip, limit);
        Uni<Long> total = ofChapter ? broadcasts.countSentTo(audience) : broadcasts.countSentBy(caller.userId());
        return inTime(Uni.combine()
                .all()
                .unis(page, total)
                .with((found, count) -> new BroadcastReport.Page(
                        found.stream().map(broadcast -> report(broadcast, null)).toList(), count)));
    }

    /** One with its counts, each from an index. */
    Uni<BroadcastReport> one(Caller caller, String id) {
        return inTime(mine(caller, id)
                .chain(broadcast -> Uni.combine()
                        .all()
                        .unis(
                                count(broadcast, TouchState.DELIVERED),
                                count(broadcast, TouchState.READ),
                                count(broadcast, TouchState.ACKNOWLEDGED))
                        .with((delivered, read, acknowledged) ->
                                report(broadcast, new BroadcastReport.Counts(delivered, read, acknowledged)))));
    }

    /** Who is in a state, or is not yet. */
    Uni<BroadcastReport.Recipients> recipients(Caller caller, String id, RecipientState state, int skip, int limit) {
        return inTime(mine(caller, id)
                .chain(broadcast -> state.isMissing()
                        ? missing(broadcast, state, skip, limit)
                        : present(broadcast, state, skip, limit)));
    }

    private Uni<BroadcastReport.Recipients> present(
            BroadcastDocument broadcast, RecipientState state, int skip, int limit) {
        return Uni.combine()
                .all()
                .unis(
                        touches.page(broadcast.id(), state.state(), outsideSender(broadcast), skip, limit),
                        count(broadcast, state.state()))
                .with((rows, total) -> new BroadcastReport.Recipients(
                        rows.stream()
                                .map(row -> recipient(row.userId(), timeOf(row, state.state())))
                                .toList(),
                        total));
    }

    private Uni<BroadcastReport.Recipients> missing(
            BroadcastDocument broadcast, RecipientState state, int skip, int limit) {
        return Uni.combine()
                .all()
                .unis(
                        walk.people(broadcast)
                                .chain(people -> walk.without(broadcast, state.done(), people, skip, limit)),
                        count(broadcast, state.state()))
                .with((people, done) -> new BroadcastReport.Recipients(
                        people.stream().map(userId -> recipient(userId, null)).toList(),
                        Math.max(0, broadcast.recipientCount() - done)));
    }

    /** The row of a sender who is no recipient is not counted. */
    private Uni<Long> count(BroadcastDocument broadcast, TouchState state) {
        Uni<Long> all = touches.count(broadcast.id(), state);
        if (!broadcast.senderOutside()) {
            return all;
        }
        return Uni.combine()
                .all()
                .unis(all, touches.find(List.of(TouchDocument.idOf(broadcast.id(), broadcast.senderId()))))
                .with((count, rows) -> count
                        - rows.stream()
                                .filter(row -> timeOf(row, state) != null)
                                .count());
    }

    private Uni<BroadcastDocument> mine(Caller caller, String id) {
        return broadcasts
                .find(List.of(id))
                .map(found -> found.stream()
                        .filter(broadcast -> answersFor(caller, broadcast))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("there is no such broadcast")));
    }

    private static boolean answersFor(Caller caller, BroadcastDocument broadcast) {
        boolean ofItsChapter = caller.accountType() == AccountType.CHAPTER_ADMIN
                && broadcast.type() == AudienceType.CHAPTER
                && broadcast.chapterId().equals(caller.chapterId());
        return broadcast.senderId().equals(caller.userId())
                || caller.accountType() == AccountType.SUPER_ADMIN
                || ofItsChapter;
    }

    private BroadcastReport report(BroadcastDocument broadcast, BroadcastReport.Counts counts) {
        return BroadcastReport.of(
                broadcast,
                broadcast.chapterId() == null ? null : audiences.chapter(broadcast.chapterId()),
                directory.profileOf(broadcast.senderId()),
                counts);
    }

    private BroadcastReport.Recipient recipient(String userId, Instant at) {
        return new BroadcastReport.Recipient(directory.profileOf(userId), at);
    }

    private static String outsideSender(BroadcastDocument broadcast) {
        return broadcast.senderOutside() ? broadcast.senderId() : null;
    }

    private static Instant timeOf(TouchDocument row, TouchState state) {
        return switch (state) {
            case DELIVERED -> row.deliveredAt();
            case READ -> row.readAt();
            case ACKNOWLEDGED -> row.acknowledgedAt();
        };
    }

    private <T> Uni<T> inTime(Uni<T> read) {
        return read.ifNoItem().after(readTimeout).fail();
    }
}
