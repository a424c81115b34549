package org.baraza.gateway.room;

import java.util.List;

import jakarta.inject.Singleton;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.gateway.session.SocketEventHandler;

/**
 * {@code conversation:join} and {@code conversation:leave}: which threads a client has open. Decides nothing but whether it
 * gets {@code notification:new-message} for them.
 */
@Singleton
class ConversationEvents implements SocketEventHandler {

    private static final String JOIN = "conversation:join";
    private static final String LEAVE = "conversation:leave";
    private static final String DONE = "{\"ok\":true}";

    @Override
    public List<String> events() {
        return List.of(JOIN, LEAVE);
    }

    @Override
    public void handle(Request request) {
        String conversationId = request.argument().asText("");
        String userId = request.identity().caller().userId();
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).mayConcern(userId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
        if (request.event().equals(JOIN)) {
            request.session().join(conversationId);
        } else {
            request.session().leave(conversationId);
        }
        request.ack().answer(DONE);
    }
}
