package org.baraza.gateway.delivery;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.gateway.command.MessageJson;
import org.baraza.gateway.room.AudienceRooms;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;

/**
 * Brings broadcasts, and what becomes of them, to the sockets of their audience as it is now. Whatever the audience, a frame
 * is encoded once: two for everybody, one for the sender. Used by one thread.
 */
@Singleton
class BroadcastDelivery {

    private static final int REMEMBERED_PEOPLE = 500_000;

    private final UserRooms rooms;
    private final AudienceRooms audiences;
    private final BroadcastAudiences known = new BroadcastAudiences(REMEMBERED_PEOPLE);

    BroadcastDelivery(UserRooms rooms, AudienceRooms audiences) {
        this.rooms = rooms;
        this.audiences = audiences;
    }

    /** To everybody as {@code message:broadcast}; and as {@code notification:new-message}, since nobody can have it open. */
    void deliver(BroadcastSent sent, Outbox outbox) {
        known.remember(sent.conversationId(), sent.senderId(), sent.audience());
        MessageJson json = MessageJson.of(sent.message());
        OutboundFrame ofSender = ClientEvents.frame("message:broadcast", json.forSender());
        rooms.of(sent.senderId()).forEach(session -> outbox.add(session, ofSender));
        OutboundFrame message = ClientEvents.frame("message:broadcast", json.forOthers());
        OutboundFrame notice = ClientEvents.frame(
                "notification:new-message", MessageNotices.newMessage(sent.conversationId(), json.forOthers()));
        audiences.forEach(sent.audience(), sent.senderId(), session -> {
            outbox.add(session, message);
            if (!session.joined(sent.conversationId())) {
                outbox.add(session, notice);
            }
        });
    }

    /** A change of a broadcast's message. */
    void deliver(MessageEdited edited, OutboundFrame frame, Outbox outbox) {
        learn(edited.conversationId(), edited.editorId(), edited.audience());
        Optional<Audience> audience = known.of(edited.conversationId())
                .map(BroadcastAudiences.Known::audience)
                .or(() -> BroadcastAudiences.saidBy(edited.message().broadcast()));
        deliver(audience, edited.editorId(), edited.editorId(), frame, outbox);
    }

    /** The recall of a broadcast. */
    void deliver(MessageDeleted recalled, OutboundFrame frame, Outbox outbox) {
        learn(recalled.conversationId(), recalled.senderId(), recalled.audience());
        Optional<BroadcastAudiences.Known> broadcast = known.of(recalled.conversationId());
        deliver(
                broadcast.map(BroadcastAudiences.Known::audience),
                broadcast.map(BroadcastAudiences.Known::senderId).orElse(recalled.actorId()),
                recalled.actorId(),
                frame,
                outbox);
    }

    /** A broadcast that was sent before this gateway started is known from its first change on. */
    private void learn(String conversationId, String senderId, Audience audience) {
        if (audience != null && known.of(conversationId).isEmpty()) {
            known.remember(conversationId, senderId, audience);
        }
    }

    /**
     * An audience that is not known here, since an older writer did not tell it, is not guessed: its people learn of the change
     * when they sync.
     */
    private void deliver(
            Optional<Audience> audience, String senderId, String actorId, OutboundFrame frame, Outbox outbox) {
        rooms.of(senderId).forEach(session -> outbox.add(session, frame));
        if (!actorId.equals(senderId)
                && audience.filter(some -> audiences.includes(some, actorId)).isEmpty()) {
            rooms.of(actorId).forEach(session -> outbox.add(session, frame));
        }
        audience.ifPresent(some -> audiences.forEach(some, senderId, session -> outbox.add(session, frame)));
    }
}
