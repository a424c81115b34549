package org.baraza.notification.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.bson.Document;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

/**
 * A person's notifications, read and marked. Calls fail with a
 * {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <p>The indexes, and the queries that each serves:
 *
 * <table>
 * <caption>indexes of {@code notifications}</caption>
 * <tr><td>{@code _id}</td><td>marking one read, deleting one, which of several are read, and everything that a cause writes</td></tr>
 * <tr><td>{@code userId, createdAt desc, _id desc}</td><td>a page of all, newest first; the count of all</td></tr>
 * <tr><td>{@code userId, isRead, createdAt desc, _id desc}</td><td>a page of the unread, newest first; the count of the
 * unread of one person or several; marking all read</td></tr>
 * </table>
 *
 * <p>What a person has deleted has no {@code userId} any more, so both indexes pass it over.
 */
@ApplicationScoped
public class NotificationRepository
        implements ReactivePanacheMongoRepositoryBase<NotificationDocument, String>, Indexed {

    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String FIRST_SEQ = "firstSeq";
    private static final String IS_READ = "isRead";
    private static final String CREATED_AT = "createdAt";
    private static final String VERSION = "version";
    private static final String COUNT = "count";
    private static final Bson MARK_READ = Updates.combine(Updates.set(IS_READ, true), Updates.inc(VERSION, 1L));
    private static final Bson DELETE = Updates.combine(
            Updates.unset(USER_ID),
            Updates.unset("senderId"),
            Updates.unset("preview"),
            Updates.unset("posted"),
            Updates.set(IS_READ, true),
            Updates.inc(VERSION, 1L));
    private static final Bson NEWEST_FIRST = Sorts.descending(CREATED_AT, ID);

    private final StoreCalls calls;

    NotificationRepository(Tracer tracer) {
        this.calls = new StoreCalls(tracer, NotificationDocument.COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        List<IndexModel> indexes = List.of(
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(USER_ID), NEWEST_FIRST)),
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(USER_ID, IS_READ), NEWEST_FIRST)));
        return calls.call("createIndexes", mongoCollection().createIndexes(indexes))
                .replaceWithVoid();
    }

    /** A person's notifications, the newest cause first. */
    Uni<List<NotificationDocument>> page(String userId, boolean unreadOnly, long skip, int limit) {
        FindOptions options =
                new FindOptions().sort(NEWEST_FIRST).skip(Math.toIntExact(skip)).limit(limit);
        return calls.call(
                "find",
                mongoCollection()
                        .find(unreadOnly ? unreadOf(userId) : eq(USER_ID, userId), options)
                        .collect()
                        .asList());
    }

    /** How many notifications a person has. */
    Uni<Long> total(String userId) {
        return calls.call("count", mongoCollection().countDocuments(eq(USER_ID, userId)));
    }

    /** How many of them are unread. */
    Uni<Long> unreadCount(String userId) {
        return calls.call("count", mongoCollection().countDocuments(unreadOf(userId)));
    }

    /** How many are unread of each of these people; who has none is missing. */
    public Uni<Map<String, Long>> unreadCounts(Collection<String> userIds) {
        List<Bson> pipeline =
                List.of(match(and(in(USER_ID, userIds), eq(IS_READ, false))), group("$" + USER_ID, sum(COUNT, 1L)));
        return calls.call(
                "aggregate",
                mongoCollection()
                        .aggregate(pipeline, Document.class)
                        .collect()
                        .with(Collectors.toMap(
                                row -> row.getString(ID),
                                row -> row.get(COUNT, Number.class).longValue())));
    }

    /** @return whether the notification was unread and is read now */
    Uni<Boolean> markRead(String userId, NotificationId id) {
        return calls.call(
                        "updateOne",
                        mongoCollection().updateOne(and(occurrence(userId, id), eq(IS_READ, false)), MARK_READ))
                .map(result -> result.getModifiedCount() == 1);
    }

    /** Whether the person has this very notification, read or not. */
    Uni<Boolean> exists(String userId, NotificationId id) {
        return calls.call("count", mongoCollection().countDocuments(occurrence(userId, id)))
                .map(found -> found == 1);
    }

    /** @return how many became read */
    Uni<Long> markAllRead(String userId) {
        return calls.call("updateMany", mongoCollection().updateMany(unreadOf(userId), MARK_READ))
                .map(result -> result.getModifiedCount());
    }

    /** @return whether the notification was there and is not any more */
    Uni<Boolean> delete(String userId, NotificationId id) {
        return calls.call("updateOne", mongoCollection().updateOne(occurrence(userId, id), DELETE))
                .map(result -> result.getModifiedCount() == 1);
    }

    /** Whether the person had this notification and deleted it, or one of its cause has followed it. */
    Uni<Boolean> isGone(String userId, NotificationId id) {
        Bson later = and(eq(ID, NotificationId.documentKey(userId, id.cause())), gte(FIRST_SEQ, id.occurrence()));
        return calls.call("count", mongoCollection().countDocuments(later)).map(found -> found == 1);
    }

    /** Those of these notifications, by key, that their people have read or deleted. */
    public Uni<Set<String>> read(Collection<String> keys) {
        FindOptions options = new FindOptions().projection(Projections.include(ID));
        return calls.call(
                "find",
                mongoCollection()
                        .find(and(in(ID, keys), eq(IS_READ, true)), Document.class, options)
                        .map(document -> document.getString(ID))
                        .collect()
                        .asSet());
    }

    private static Bson unreadOf(String userId) {
        return and(eq(USER_ID, userId), eq(IS_READ, false));
    }

    private static Bson occurrence(String userId, NotificationId id) {
        return and(
                eq(ID, NotificationId.documentKey(userId, id.cause())),
                eq(FIRST_SEQ, id.occurrence()),
                eq(USER_ID, userId));
    }
}
