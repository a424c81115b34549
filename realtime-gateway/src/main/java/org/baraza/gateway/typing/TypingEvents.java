package org.baraza.gateway.typing;

import java.util.List;

import jakarta.inject.Singleton;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.session.SocketEventHandler;

/** {@code typing:start} and {@code typing:stop}. Between people one of whom has blocked the other nothing is told. */
@Singleton
class TypingEvents implements SocketEventHandler {

    private static final String START = "typing:start";
    private static final String STOP = "typing:stop";
    private static final String DONE = "{\"ok\":true}";
    private static final int PER_SECOND = 5;
    private static final int BURST = 20;

    private final TypingChannel channel;
    private final UserDirectory directory;
    private final RateLimit rates = new RateLimit(PER_SECOND, BURST);

    TypingEvents(TypingChannel channel, UserDirectory directory) {
        this.channel = channel;
        this.directory = directory;
    }

    @Override
    public List<String> events() {
        return List.of(START, STOP);
    }

    @Override
    public void handle(Request request) {
        String userId = request.identity().caller().userId();
        String conversationId = request.argument().path("conversationId").textValue();
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).hasParticipant(userId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
        rates.take(userId);
        String other = new ConversationId(conversationId).otherThan(userId);
        if (!directory.isBlocked(userId, other)) {
            channel.tell(new Typing(conversationId, userId, request.event().equals(START)));
        }
        request.ack().answer(DONE);
    }
}
