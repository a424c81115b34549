package org.baraza.message.sync;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.message.MessageServiceConfig;

/** What one client lacks of one conversation: first the messages, then, once it has all of them, the changes. */
@ApplicationScoped
class Missing {

    private final MissingMessages messages;
    private final MissingChanges changes;
    private final long resetAfter;

    Missing(MissingMessages messages, MissingChanges changes, MessageServiceConfig config) {
        this.messages = messages;
        this.changes = changes;
        this.resetAfter = config.sync().resetAfter();
    }

    /**
     * How far a conversation has come.
     *
     * @param head number of its last message
     * @param headRev number of its last change that has taken effect
     */
    record Heads(long head, long headRev) {}

    /**
     * A part of what is missing.
     *
     * @param entry as the client gets it
     * @param weight the room that it takes in the page
     */
    record Part(SyncAnswer.Entry entry, int weight) {}

    /** @param room how much fits into the page; positive */
    Uni<Part> find(String userId, String id, Held held, Heads heads, int room) {
        if (held.seq() > heads.head() || held.rev() > heads.headRev() || heads.head() - held.seq() > resetAfter) {
            return Uni.createFrom().item(new Part(SyncAnswer.Entry.reset(id, heads.head(), heads.headRev()), 1));
        }
        ConversationId conversation = new ConversationId(id);
        return messages.find(conversation, userId, held.seq(), heads.head(), room)
                .chain(found -> {
                    int left = room - found.weight();
                    if (found.upTo() < heads.head() || left <= 0 && held.rev() < heads.headRev()) {
                        return Uni.createFrom().item(part(id, heads, found, nothing(held)));
                    }
                    return changes.find(conversation, userId, held, heads.headRev(), left)
                            .map(changed -> part(id, heads, found, changed));
                });
    }

    private static MissingChanges.Part nothing(Held held) {
        return new MissingChanges.Part(List.of(), held.rev(), 0);
    }

    private static Part part(String id, Heads heads, MissingMessages.Part found, MissingChanges.Part changed) {
        boolean complete = found.upTo() == heads.head() && changed.upTo() == heads.headRev();
        SyncAnswer.Entry entry = new SyncAnswer.Entry(
                id,
                found.upTo(),
                changed.upTo(),
                heads.head(),
                heads.headRev(),
                found.messages(),
                changed.changes(),
                complete,
                false);
        return new Part(entry, found.weight() + changed.weight());
    }
}
