package org.baraza.gateway.typing;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.baraza.contracts.ConversationId;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;
import org.baraza.gateway.typing.Typists.Typist;

/** Tells the sockets here who is writing to them, and when they have stopped, or not been heard of for a while. */
@Singleton
class TypingBoard {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final long SWEEP_MILLIS = 1_000;

    private final TypingChannel channel;
    private final UserRooms rooms;
    private final Typists typists = new Typists(PATIENCE);

    TypingBoard(TypingChannel channel, UserRooms rooms) {
        this.channel = channel;
        this.rooms = rooms;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        channel.listen(this::hear);
        vertx.setPeriodic(SWEEP_MILLIS, timer -> expire());
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        channel.close();
    }

    private void hear(List<Typing> typings) {
        Outbox outbox = new Outbox();
        try {
            typings.forEach(typing -> hear(typing, outbox));
        } finally {
            outbox.send();
        }
    }

    private void hear(Typing typing, Outbox outbox) {
        Typist typist = new Typist(typing.conversationId(), typing.userId());
        if (othersOf(typist).isEmpty()) {
            return;
        }
        if (typists.heard(typist, typing.isTyping(), System.nanoTime())) {
            tell(typist, typing.isTyping(), outbox);
        }
    }

    private void expire() {
        Outbox outbox = new Outbox();
        typists.expire(System.nanoTime()).forEach(typist -> tell(typist, false, outbox));
        outbox.send();
    }

    private void tell(Typist typist, boolean isTyping, Outbox outbox) {
        List<SocketSession> others = othersOf(typist);
        if (!others.isEmpty()) {
            OutboundFrame frame = frameOf(typist, isTyping);
            others.forEach(session -> outbox.add(session, frame));
        }
    }

    /** Worth nothing later: a client that is behind does not get it. */
    static OutboundFrame frameOf(Typist typist, boolean isTyping) {
        return ClientEvents.frame("typing", new Typing(typist.conversationId(), typist.userId(), isTyping))
                .asEphemeral();
    }

    private List<SocketSession> othersOf(Typist typist) {
        return rooms.of(new ConversationId(typist.conversationId()).otherThan(typist.userId()));
    }
}
