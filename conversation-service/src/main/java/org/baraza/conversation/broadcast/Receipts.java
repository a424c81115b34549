package org.baraza.conversation.broadcast;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.presence.MessagesReceived;

/**
 * Writes into rows that broadcasts were shown. What devices say is a hint that nobody has checked, so it counts only for people
 * in the audience; of a broadcast that is not known here, not yet or not at all, it is passed over.
 */
@ApplicationScoped
class Receipts {

    private final BroadcastRepository broadcasts;
    private final TouchRepository touches;
    private final Audiences audiences;

    Receipts(BroadcastRepository broadcasts, TouchRepository touches, Audiences audiences) {
        this.broadcasts = broadcasts;
        this.touches = touches;
        this.audiences = audiences;
    }

    Uni<Void> record(List<MessagesReceived> received) {
        List<MessagesReceived> ofBroadcasts = received.stream()
                .filter(event -> event.seq() > 0
                        && event.at() != null
                        && ConversationId.isValid(event.conversationId())
                        && new ConversationId(event.conversationId()).isBroadcast())
                .toList();
        List<String> ids = ofBroadcasts.stream()
                .map(MessagesReceived::conversationId)
                .distinct()
                .toList();
        return broadcasts.find(ids).chain(found -> {
            Map<String, BroadcastDocument> byId =
                    found.stream().collect(Collectors.toMap(BroadcastDocument::id, Function.identity()));
            return Multi.createFrom()
                    .iterable(ofBroadcasts)
                    .filter(event -> byId.containsKey(event.conversationId()))
                    .onItem()
                    .transformToUniAndConcatenate(event -> isRecipient(event, byId.get(event.conversationId()))
                            .map(recipient -> recipient ? touch(event) : null))
                    .collect()
                    .asList()
                    .chain(done -> touches.apply(done, byId));
        });
    }

    private Uni<Boolean> isRecipient(MessagesReceived event, BroadcastDocument broadcast) {
        return broadcast.audience().equals(BroadcastDocument.CUSTOM)
                ? broadcasts.names(broadcast.id(), event.userId())
                : Uni.createFrom().item(() -> audiences.of(event.userId()).contains(broadcast.audience()));
    }

    private static Touch touch(MessagesReceived event) {
        return new Touch(event.conversationId(), event.userId(), Touch.Kind.DELIVERED, event.at(), null, 0);
    }
}
