package org.baraza.conversation.conversation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import org.baraza.store.Indexed;
import org.baraza.store.StoreCalls;
import org.baraza.store.StoreFailures;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.orderBy;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

/**
 * The collection {@code conversations}, one {@link ConversationDocument} each. Writes are acknowledged by a majority. Every
 * call fails with a {@link org.baraza.store.StoreUnavailableException} if the store is away.
 *
 * <p>Indexes beside {@code _id}, which serves every write:
 *
 * <ul>
 *   <li>{@code inbox}, {@code (visibleTo, type, lastActivityAt desc, _id desc)}: somebody's list of some kinds, and how long
 *       it is. The kind stands before the time, so a list of one kind reads nothing of the others, and a list of several
 *       merges kinds that each come in order. A second index without the kind would have every message remove and make two
 *       more entries.
 *   <li>{@code unread}, {@code (unreadBy)}: the conversations in which somebody has something to read, and no others.
 * </ul>
 */
@ApplicationScoped
public class ConversationRepository implements Indexed {

    private static final String COLLECTION = "conversations";
    private static final String TYPE = "type";
    private static final String MEMBERS = "members";
    private static final String VISIBLE_TO = "visibleTo";
    private static final String HEAD = "head";
    private static final String HEAD_REV = "headRev";
    private static final String LAST_ACTIVITY_AT = "lastActivityAt";
    private static final String LAST_MESSAGE = "lastMessage";
    private static final String LAST_SEQ = LAST_MESSAGE + ".seq";
    private static final String LAST_REV = LAST_MESSAGE + ".rev";
    private static final String CURSORS = "cursors";
    private static final String UNREAD_BY = "unreadBy";

    private final ReactiveMongoCollection<ConversationDocument> conversations;
    private final StoreCalls calls;

    ConversationRepository(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Tracer tracer) {
        this.conversations = client.getDatabase(database).getCollection(COLLECTION, ConversationDocument.class);
        this.calls = new StoreCalls(tracer, COLLECTION);
    }

    @Override
    public Uni<Void> createIndexes() {
        Bson inbox = compoundIndex(ascending(VISIBLE_TO, TYPE), descending(LAST_ACTIVITY_AT, "_id"));
        return calls.call(
                        "createIndexes",
                        conversations.createIndexes(List.of(
                                new IndexModel(inbox, new IndexOptions().name("inbox")),
                                new IndexModel(ascending(UNREAD_BY), new IndexOptions().name("unread")))))
                .replaceWithVoid();
    }

    /**
     * Applies changes of different conversations in one round trip. What was applied before, alone or with others, changes
     * nothing: a message counts only above the head, a cursor only grows, a reader is taken from {@code unreadBy} only if they
     * have read up to the head as it stands, an edit or deletion counts only for the last message and above what changed it
     * before, and a list hides a conversation only as long as no later message has come. So any part of it may be repeated,
     * in any order.
     */
    public Uni<Void> apply(Collection<ConversationChange> changes) {
        List<UpdateOneModel<ConversationDocument>> writes = changes.stream()
                .flatMap(change -> Stream.of(
                                messageWrites(change), changeWrites(change), readWrites(change), archiveWrites(change))
                        .flatMap(Function.identity()))
                .toList();
        if (writes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return write(writes)
                .onFailure(StoreFailures::isDuplicate)
                .recoverWithUni(e -> writeAgain(writes, (MongoBulkWriteException) e));
    }

    /** Conversations that {@code userId}'s list shows, newest activity first. */
    public Uni<List<ConversationDocument>> newest(String userId, Set<ConversationType> types, int skip, int limit) {
        FindOptions options = new FindOptions()
                .sort(orderBy(descending(LAST_ACTIVITY_AT, "_id")))
                .skip(skip)
                .limit(limit);
        return calls.call(
                "find",
                conversations.find(shownTo(userId, types), options).collect().asList());
    }

    /** Where the conversations of {@code userId}'s list stand in it, newest first: ids and times, from the index alone. */
    public Uni<List<ConversationKey>> newestKeys(String userId, Set<ConversationType> types, int limit) {
        FindOptions options = new FindOptions()
                .sort(orderBy(descending(LAST_ACTIVITY_AT, "_id")))
                .limit(limit)
                .projection(include(LAST_ACTIVITY_AT));
        return calls.call(
                "find",
                conversations
                        .find(shownTo(userId, types), Document.class, options)
                        .map(found -> new ConversationKey(
                                found.getString("_id"),
                                found.getDate(LAST_ACTIVITY_AT).toInstant()))
                        .collect()
                        .asList());
    }

    /** Those that there are of these, in no order. */
    public Uni<List<ConversationDocument>> find(Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : calls.call(
                        "find", conversations.find(in("_id", ids)).collect().asList());
    }

    /** How many conversations {@code userId}'s list shows. */
    public Uni<Long> count(String userId, Set<ConversationType> types) {
        return calls.call("count", conversations.countDocuments(shownTo(userId, types)));
    }

    /** How many messages {@code userId} has not read, by kind of conversation; a kind without any is left out. */
    public Uni<Map<ConversationType, Long>> unreadOf(String userId) {
        String cursor = cursorOf(userId);
        FindOptions options = new FindOptions().projection(include(TYPE, HEAD, cursor));
        return calls.call(
                "find",
                conversations
                        .find(eq(UNREAD_BY, userId), Document.class, options)
                        .collect()
                        .in(() -> new EnumMap<>(ConversationType.class), (sums, found) -> {
                            Number read = found.get(CURSORS, new Document()).get(userId, (Number) 0L);
                            long unread = found.get(HEAD, Number.class).longValue() - read.longValue();
                            sums.merge(ConversationType.valueOf(found.getString(TYPE)), Math.max(0, unread), Long::sum);
                        }));
    }

    private static Bson shownTo(String userId, Set<ConversationType> types) {
        return and(
                eq(VISIBLE_TO, userId),
                in(TYPE, types.stream().map(ConversationType::name).toList()));
    }

    private static Stream<UpdateOneModel<ConversationDocument>> messageWrites(ConversationChange change) {
        if (change.lastMessage() == null) {
            return Stream.empty();
        }
        long head = change.lastMessage().seq();
        Stream<Bson> last = Stream.of(
                setOnInsert(TYPE, ConversationType.DIRECT.name()),
                setOnInsert(MEMBERS, change.members()),
                set(HEAD, head),
                set(LAST_ACTIVITY_AT, change.lastMessage().createdAt()),
                set(LAST_MESSAGE, change.lastMessage()),
                max(HEAD_REV, change.headRev()),
                set(VISIBLE_TO, change.visibleTo()),
                set(UNREAD_BY, change.unreadBy()));
        Stream<Bson> cursors =
                change.cursors().entrySet().stream().map(cursor -> max(cursorOf(cursor.getKey()), cursor.getValue()));
        return Stream.of(new UpdateOneModel<>(
                and(eq("_id", change.id().value()), lt(HEAD, head)),
                combine(Stream.concat(last, cursors).toList()),
                new UpdateOptions().upsert(true)));
    }

    /** Needed where the messages that were edited or deleted were applied before, and this was not. */
    private static Stream<UpdateOneModel<ConversationDocument>> changeWrites(ConversationChange change) {
        MessageChange message = change.messageChange();
        if (message == null) {
            return Stream.empty();
        }
        Bson conversation = eq("_id", change.id().value());
        Bson isLast = and(conversation, eq(LAST_SEQ, message.seq()));
        return Stream.of(
                        Stream.of(new UpdateOneModel<ConversationDocument>(
                                conversation, max(HEAD_REV, change.headRev()))),
                        Stream.of(message)
                                .filter(MessageChange::changesForEverybody)
                                .map(changed -> new UpdateOneModel<ConversationDocument>(
                                        and(isLast, not(gte(LAST_REV, changed.rev()))), contentOf(changed))),
                        message.deletedFor().entrySet().stream()
                                .map(deleted -> new UpdateOneModel<ConversationDocument>(
                                        isLast, max(deletedForOf(deleted.getKey()), deleted.getValue()))))
                .flatMap(Function.identity());
    }

    /** When a text was changed stays known after its deletion. */
    private static Bson contentOf(MessageChange change) {
        Stream<Bson> content = Stream.of(
                set(LAST_REV, change.rev()),
                set(LAST_MESSAGE + ".content", change.content()),
                set(LAST_MESSAGE + ".media", change.media()),
                set(LAST_MESSAGE + ".isDeleted", change.isDeleted()));
        Stream<Bson> edited =
                Stream.ofNullable(change.editedAt()).map(editedAt -> set(LAST_MESSAGE + ".editedAt", editedAt));
        return combine(Stream.concat(content, edited).toList());
    }

    /** Needed where the messages before were applied before, and this was not. */
    private static Stream<UpdateOneModel<ConversationDocument>> archiveWrites(ConversationChange change) {
        return change.archived().entrySet().stream()
                .map(hidden -> new UpdateOneModel<>(
                        and(eq("_id", change.id().value()), lte(HEAD, hidden.getValue())),
                        pull(VISIBLE_TO, hidden.getKey())));
    }

    /** Needed where the messages of the change were applied before and its reads were not. */
    private static Stream<UpdateOneModel<ConversationDocument>> readWrites(ConversationChange change) {
        Bson conversation = eq("_id", change.id().value());
        return change.reads().entrySet().stream()
                .flatMap(read -> Stream.of(
                        new UpdateOneModel<>(conversation, max(cursorOf(read.getKey()), read.getValue())),
                        new UpdateOneModel<>(
                                and(conversation, lte(HEAD, read.getValue())), pull(UNREAD_BY, read.getKey()))));
    }

    private Uni<Void> write(List<UpdateOneModel<ConversationDocument>> writes) {
        return calls.call("bulkWrite", conversations.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .replaceWithVoid();
    }

    /**
     * An upsert meets the key of its conversation where the guard did not let it pass, and also where the conversation was
     * made in the same moment. The conversation is there now, so without the upsert the guard alone decides.
     */
    private Uni<Void> writeAgain(List<UpdateOneModel<ConversationDocument>> writes, MongoBulkWriteException e) {
        return write(e.getWriteErrors().stream()
                .map(BulkWriteError::getIndex)
                .map(writes::get)
                .map(model -> new UpdateOneModel<ConversationDocument>(model.getFilter(), model.getUpdate()))
                .toList());
    }

    private static String deletedForOf(String userId) {
        return LAST_MESSAGE + ".deletedFor." + userId;
    }

    /** User ids hold no dots and no dollar signs, so they are safe as names of fields. */
    private static String cursorOf(String userId) {
        return CURSORS + '.' + userId;
    }
}
