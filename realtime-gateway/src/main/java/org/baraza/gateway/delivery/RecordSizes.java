package org.baraza.gateway.delivery;

import java.util.Optional;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;

/**
 * What a record of {@code message-events} takes in memory while it is remembered, about. The names of an audience count with
 * the record that brought them, and not again with each that shares them. Used by one thread.
 */
final class RecordSizes {

    /** Bytes that an event takes beside its text and names. */
    private static final long SMALL = 600;
    /** Bytes that a name takes beside its characters. */
    private static final long NAME = 60;

    private final BroadcastDelivery broadcasts;

    RecordSizes(BroadcastDelivery broadcasts) {
        this.broadcasts = broadcasts;
    }

    /** In bytes; asked when it is decided what is told of it. */
    long of(MessageEvent event) {
        if (event instanceof MessageSent sent) {
            return of(sent.message());
        }
        if (event instanceof BroadcastSent sent) {
            return of(sent.message()) + ofNames(sent.conversationId(), sent.audience());
        }
        if (event instanceof MessageEdited edited) {
            return of(edited.message()) + ofNames(edited.conversationId(), edited.audience());
        }
        return event instanceof MessageDeleted deleted
                ? SMALL + ofNames(deleted.conversationId(), deleted.audience())
                : SMALL;
    }

    private static long of(MessageView message) {
        return SMALL
                + 2L * message.content().length()
                + message.media().stream().mapToLong(some -> SMALL).sum();
    }

    private long ofNames(String conversationId, Audience audience) {
        return Optional.ofNullable(audience)
                .filter(some -> broadcasts.hasFrom(conversationId, some))
                .map(some -> some.recipientIds().stream()
                        .mapToLong(name -> NAME + name.length())
                        .sum())
                .orElse(0L);
    }
}
