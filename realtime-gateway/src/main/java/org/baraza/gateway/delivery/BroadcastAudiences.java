package org.baraza.gateway.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.broadcast.BroadcastDetails;

/**
 * Whom broadcasts were for, as far as this gateway has seen them sent or changed. Bounded by the number of people named; the
 * broadcasts longest untouched are forgotten. Used by one thread.
 */
final class BroadcastAudiences {

    /** What a broadcast takes beside the people it names, counted as people. */
    private static final int OWN_WEIGHT = 10;

    private final int maxPeople;
    private final Map<String, Known> byConversation = new LinkedHashMap<>(16, 0.75f, true);
    private int people;

    /** @param maxPeople how many names are kept, about 100 bytes each */
    BroadcastAudiences(int maxPeople) {
        this.maxPeople = maxPeople;
    }

    /**
     * Whom a broadcast was for.
     *
     * @param senderId who sent it
     */
    record Known(String senderId, Audience audience) {

        private int weight() {
            return OWN_WEIGHT + audience.recipientIds().size();
        }
    }

    void remember(String conversationId, String senderId, Audience audience) {
        Known now = new Known(senderId, audience);
        Known before = byConversation.put(conversationId, now);
        people += now.weight() - (before == null ? 0 : before.weight());
        Iterator<Known> eldest = byConversation.values().iterator();
        while (people > maxPeople && byConversation.size() > 1) {
            people -= eldest.next().weight();
            eldest.remove();
        }
    }

    /** Whom a broadcast was for; empty if that is not known here. */
    Optional<Known> of(String conversationId) {
        return Optional.ofNullable(byConversation.get(conversationId));
    }

    /** The audience as a broadcast's message itself tells it; empty where it does not name the people. */
    static Optional<Audience> saidBy(BroadcastDetails details) {
        if (details == null || details.audienceType() == AudienceType.CUSTOM) {
            return Optional.empty();
        }
        return Optional.of(new Audience(details.audienceType(), details.chapterId(), null));
    }
}
