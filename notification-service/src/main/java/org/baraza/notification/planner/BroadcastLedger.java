package org.baraza.notification.planner;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.message.Preview;

/** Writes down what happens to broadcasts themselves, nothing of it for a recipient. Blocks; again it changes nothing. */
@ApplicationScoped
class BroadcastLedger {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private final PushedBroadcastRepository broadcasts;
    private final Preview preview;

    BroadcastLedger(PushedBroadcastRepository broadcasts, NotificationServiceConfig config) {
        this.broadcasts = broadcasts;
        this.preview = new Preview(config.inbox().previewLength());
    }

    /** @throws IllegalArgumentException if an event is not as its contract says; never quotes it */
    void apply(List<MessageEvent> events, Happening.Times times) {
        List<PushedBroadcast> sent = new ArrayList<>();
        for (MessageEvent event : events) {
            if (event instanceof BroadcastSent broadcast) {
                sent.add(made(broadcast, times));
            }
        }
        if (!sent.isEmpty()) {
            get(broadcasts.make(sent));
        }
        for (MessageEvent event : events) {
            if (!isOfBroadcast(event.conversationId())) {
                continue;
            }
            if (event instanceof MessageEdited edited && edited.message() != null && !edited.changesNothing()) {
                edit(edited);
            } else if (event instanceof MessageDeleted deleted && deleted.scope() == DeletionScope.EVERYONE) {
                get(broadcasts.recall(deleted.conversationId(), times.now()));
            }
        }
    }

    /** Those of these broadcasts whose recipients are not all known yet: who reads one of them has no row. */
    Set<String> unwalked(Collection<String> conversationIds) {
        Set<String> ids = broadcastsAmong(conversationIds);
        return ids.isEmpty() ? Set.of() : get(broadcasts.unwalked(ids));
    }

    /** The same and those that are not known at all, for who hears of a broadcast by another log than that which says it was sent. */
    Set<String> unwalkedOrUnknown(Collection<String> conversationIds) {
        Set<String> ids = broadcastsAmong(conversationIds);
        if (!ids.isEmpty()) {
            ids.removeAll(get(broadcasts.walked(ids)));
        }
        return ids;
    }

    private static Set<String> broadcastsAmong(Collection<String> conversationIds) {
        return conversationIds.stream()
                .filter(BroadcastLedger::isOfBroadcast)
                .collect(Collectors.toCollection(HashSet::new));
    }

    static boolean isOfBroadcast(String conversationId) {
        return ConversationId.isValid(conversationId) && new ConversationId(conversationId).isBroadcast();
    }

    private PushedBroadcast made(BroadcastSent sent, Happening.Times times) {
        if (!isOfBroadcast(sent.conversationId())
                || sent.createdAt() == null
                || sent.audience() == null
                || sent.message() == null
                || sent.message().broadcast() == null) {
            throw new IllegalArgumentException("the event is not as its contract says");
        }
        return PushedBroadcast.of(
                sent, sent.createdAt().truncatedTo(ChronoUnit.MILLIS), times.due(sent.createdAt()), preview);
    }

    private void edit(MessageEdited edited) {
        String title = edited.message().broadcast() == null
                ? null
                : edited.message().broadcast().title();
        String text = preview.of(edited.message().content(), edited.message().media());
        get(broadcasts.edit(edited.conversationId(), edited.rev(), title, text));
    }

    private static <T> T get(Uni<T> call) {
        return call.await().atMost(STORE_TIMEOUT);
    }
}
