package org.baraza.message.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.access.ConversationAccess;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.store.SettledRepository;

/**
 * Answers what a client lacks, of one conversation or of all. Messages and changes are counted at the beginning of a page;
 * what comes later is for the next sync. Only changes that have taken effect count, so what is read beside them is never
 * older. Every call reads a bounded number of conversations, messages and changes, and so many calls read at a time.
 */
@ApplicationScoped
class Sync {

    /** Conversations that one page looks at. */
    static final int CONVERSATIONS = 100;

    private final OwnConversations own;
    private final Missing missing;
    private final ConversationAccess access;
    private final MessageRepository messages;
    private final SettledRepository settled;
    private final long resetAfter;
    private final Duration readTimeout;
    private final Turns turns;

    Sync(
            OwnConversations own,
            Missing missing,
            ConversationAccess access,
            MessageRepository messages,
            SettledRepository settled,
            MessageServiceConfig config) {
        this.own = own;
        this.missing = missing;
        this.access = access;
        this.messages = messages;
        this.settled = settled;
        this.resetAfter = config.sync().resetAfter();
        this.readTimeout = config.sync().readTimeout();
        this.turns = new Turns(config.sync().atOnce(), config.sync().turnTimeout());
    }

    /** What is missing of one conversation; empty if there is none for them. */
    Uni<Optional<SyncAnswer>> one(String userId, ConversationId conversation, Held held, int limit) {
        return turns.take(() -> mayRead(userId, conversation)
                .chain(allowed -> allowed
                        ? page(userId, List.of(conversation.value()), Map.of(conversation.value(), held), limit)
                                .map(page -> Optional.of(new SyncAnswer(page.entries(), null, page.isComplete())))
                        : Uni.createFrom().item(Optional.empty())));
    }

    /** What is missing of all conversations, from where an earlier page ended. */
    Uni<SyncAnswer> all(String userId, Map<String, Held> held, SyncCursor from, int limit) {
        return turns.take(() -> candidates(userId, from)
                .chain(ids -> page(userId, ids, progressed(held, from), limit).map(page -> answer(page, ids))));
    }

    /** The conversation in whose middle the last page ended, as long as it is theirs, and those behind it. */
    private Uni<List<String>> candidates(String userId, SyncCursor from) {
        if (from.held() == null) {
            return own.after(userId, from.conversationId(), CONVERSATIONS);
        }
        ConversationId begun = new ConversationId(from.conversationId());
        return mayRead(userId, begun)
                .chain(allowed -> own.after(userId, begun.value(), CONVERSATIONS)
                        .map(behind -> {
                            List<String> ids = new ArrayList<>(behind);
                            if (allowed) {
                                ids.add(0, begun.value());
                            }
                            return ids;
                        }));
    }

    private Uni<Boolean> mayRead(String userId, ConversationId conversation) {
        return conversation.isBroadcast()
                ? access.findBroadcast(conversation, userId).map(Optional::isPresent)
                : Uni.createFrom().item(conversation.hasParticipant(userId));
    }

    private static Map<String, Held> progressed(Map<String, Held> held, SyncCursor from) {
        if (from.held() == null) {
            return held;
        }
        Map<String, Held> progressed = new HashMap<>(held);
        progressed.put(from.conversationId(), from.held());
        return progressed;
    }

    private static SyncAnswer answer(PageFill.Page page, List<String> ids) {
        if (page.stoppedIn() != null) {
            return new SyncAnswer(page.entries(), page.stoppedIn().encode(), false);
        }
        // fewer than a page has room for: there are no more
        if (ids.size() < CONVERSATIONS) {
            return new SyncAnswer(page.entries(), null, true);
        }
        String last = ids.get(ids.size() - 1);
        return new SyncAnswer(page.entries(), new SyncCursor(last, null).encode(), false);
    }

    private Uni<PageFill.Page> page(String userId, List<String> ids, Map<String, Held> held, int limit) {
        return heads(ids)
                .chain(heads -> {
                    List<Lack> lacking = lacking(ids, held, heads);
                    return missing.find(userId, lacking, Demand.of(lacking, limit, resetAfter), limit)
                            .map(found -> new PageFill(userId, found, resetAfter).fill(lacking, limit));
                })
                .ifNoItem()
                .after(readTimeout)
                .fail();
    }

    /** How far each has come; those without a message are left out. */
    private Uni<Map<String, Lack.Heads>> heads(List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        // changes first: what has taken effect by then is in every message that is read afterwards, and of a message
        // below the head
        return settled.find(ids)
                .chain(revs -> messages.findHeads(ids).map(numbers -> {
                    Map<String, Lack.Heads> heads = new HashMap<>();
                    numbers.forEach((id, head) -> heads.put(id, new Lack.Heads(head, revs.getOrDefault(id, 0L))));
                    return heads;
                }));
    }

    private static List<Lack> lacking(List<String> ids, Map<String, Held> held, Map<String, Lack.Heads> heads) {
        return ids.stream()
                .filter(heads::containsKey)
                .map(id -> new Lack(id, held.getOrDefault(id, Held.NOTHING), heads.get(id)))
                .filter(Lack::isSomething)
                .toList();
    }
}
