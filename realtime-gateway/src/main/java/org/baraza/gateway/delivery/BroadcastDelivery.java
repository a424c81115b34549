package org.baraza.gateway.delivery;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.gateway.command.MessageJson;
import org.baraza.gateway.room.AudienceRooms;

/**
 * Whom broadcasts, and what becomes of them, concern: their audience as it is now. Whatever the audience, a frame is encoded
 * once: two for everybody, one for the sender. Used by one thread.
 */
@Singleton
class BroadcastDelivery {

    private static final int REMEMBERED_PEOPLE = 500_000;

    private final AudienceRooms audiences;
    private final BroadcastAudiences known = new BroadcastAudiences(REMEMBERED_PEOPLE);

    BroadcastDelivery(AudienceRooms audiences) {
        this.audiences = audiences;
    }

    /** To everybody as {@code message:broadcast}; and as {@code notification:new-message}, since nobody can have it open. */
    Supplier<Dispatch> of(BroadcastSent sent) {
        known.remember(sent.conversationId(), sent.senderId(), sent.audience());
        return () -> {
            Supplier<MessageJson> json = new Lazy<>(() -> MessageJson.of(sent.message()));
            Supplier<String> forOthers = () -> json.get().forOthers();
            return new Dispatch()
                    .to(
                            sent.senderId(),
                            new Notices(new Notice(
                                    "message:broadcast", () -> json.get().forSender())))
                    .to(
                            sent.audience(),
                            sent.senderId(),
                            new Notices(
                                    new Notice("message:broadcast", forOthers),
                                    MessageNotices.newMessage(sent.conversationId(), forOthers)));
        };
    }

    /** A change of a broadcast's message. */
    Supplier<Dispatch> of(MessageEdited edited, Supplier<Notice> notice) {
        learn(edited.conversationId(), edited.editorId(), edited.audience());
        Optional<Audience> audience = known.of(edited.conversationId())
                .map(BroadcastAudiences.Known::audience)
                .or(() -> BroadcastAudiences.saidBy(edited.message().broadcast()));
        return of(audience, edited.editorId(), edited.editorId(), notice);
    }

    /** The recall of a broadcast. */
    Supplier<Dispatch> of(MessageDeleted recalled, Supplier<Notice> notice) {
        learn(recalled.conversationId(), recalled.senderId(), recalled.audience());
        Optional<BroadcastAudiences.Known> broadcast = known.of(recalled.conversationId());
        return of(
                broadcast.map(BroadcastAudiences.Known::audience),
                broadcast.map(BroadcastAudiences.Known::senderId).orElse(recalled.actorId()),
                recalled.actorId(),
                notice);
    }

    /** Whether what is told of a broadcast goes by this very object, and not by an equal one that came before it. */
    boolean hasFrom(String conversationId, Audience audience) {
        return known.of(conversationId)
                .filter(broadcast -> broadcast.audience() == audience)
                .isPresent();
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
    private Supplier<Dispatch> of(
            Optional<Audience> audience, String senderId, String actorId, Supplier<Notice> notice) {
        boolean isActorBeside = !actorId.equals(senderId)
                && audience.filter(some -> audiences.includes(some, actorId)).isEmpty();
        return () -> {
            Notices notices = new Notices(notice.get());
            Dispatch dispatch = new Dispatch().to(senderId, notices);
            if (isActorBeside) {
                dispatch.to(actorId, notices);
            }
            audience.ifPresent(some -> dispatch.to(some, senderId, notices));
            return dispatch;
        };
    }
}
