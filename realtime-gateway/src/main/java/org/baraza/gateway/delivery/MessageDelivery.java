package org.baraza.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageSent;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.command.MessageJson;
import org.baraza.gateway.command.PendingCommands;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/** Brings messages and reads to the sockets of those whom they concern, in the order of the log, each once. */
@Singleton
public class MessageDelivery implements Follower {

    /** Conversations that are remembered as busy, about 150 bytes each. */
    private static final int REMEMBERED_CONVERSATIONS = 100_000;

    private final PendingCommands pending;
    private final UserRooms rooms;
    private final LiveTail<MessageEvent> tail;
    private final SeenMessages seen = new SeenMessages(REMEMBERED_CONVERSATIONS);
    private final Timer latency;
    private final Counter repeated;

    MessageDelivery(GatewayConfig config, PendingCommands pending, UserRooms rooms, MeterRegistry registry) {
        this.pending = pending;
        this.rooms = rooms;
        this.tail = new LiveTail<>(config, Topics.MESSAGE_EVENTS, MessageEvent.class, this::deliver, registry);
        this.latency = Timer.builder("baraza.gateway.delivery.latency")
                .description("from the time a message was stored to its hand-over to the sockets")
                .publishPercentileHistogram()
                .register(registry);
        this.repeated = registry.counter("baraza.gateway.delivery.repeated");
    }

    void start(@Observes StartupEvent event) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    @Override
    public LiveTail<?> tail() {
        return tail;
    }

    private void deliver(MessageEvent event, Outbox outbox) {
        pending.complete(event);
        if (event instanceof MessageSent sent) {
            deliver(sent, outbox);
        } else if (event instanceof ConversationRead read) {
            deliver(read, outbox);
        }
    }

    private void deliver(MessageSent sent, Outbox outbox) {
        if (!seen.isFirst(sent.conversationId(), sent.seq())) {
            repeated.increment();
            return;
        }
        List<SocketSession> ofSender = rooms.of(sent.senderId());
        List<SocketSession> ofReceiver = rooms.of(sent.receiverId());
        if (ofSender.isEmpty() && ofReceiver.isEmpty()) {
            return;
        }
        MessageJson json = MessageJson.of(sent.message());
        if (!ofSender.isEmpty()) {
            OutboundFrame frame = ClientEvents.frame("message:new", json.forSender());
            ofSender.forEach(session -> outbox.add(session, frame));
        }
        if (!ofReceiver.isEmpty()) {
            toReceiver(sent, json, ofReceiver, outbox);
        }
        latency.record(Duration.between(sent.createdAt(), Instant.now()));
    }

    private static void toReceiver(MessageSent sent, MessageJson json, List<SocketSession> sessions, Outbox outbox) {
        OutboundFrame message = ClientEvents.frame("message:new", json.forOthers());
        OutboundFrame notice = ClientEvents.frame(
                "notification:new-message",
                "{\"conversationId\":\"" + sent.conversationId() + "\",\"message\":" + json.forOthers() + "}");
        for (SocketSession session : sessions) {
            outbox.add(session, message);
            if (!session.joined(sent.conversationId())) {
                outbox.add(session, notice);
            }
        }
    }

    private void deliver(ConversationRead read, Outbox outbox) {
        ReadNotice notice = new ReadNotice(read.conversationId(), read.readerId(), read.seq(), read.readAt());
        OutboundFrame frame = null;
        for (String userId : new ConversationId(read.conversationId()).participants()) {
            for (SocketSession session : rooms.of(userId)) {
                frame = frame == null ? ClientEvents.frame("conversation:read", notice) : frame;
                outbox.add(session, frame);
            }
        }
    }

    /**
     * Tells both people how far one of them has read.
     *
     * @param conversationId what was read
     * @param userId by whom
     * @param seq up to which message
     * @param readAt when
     */
    record ReadNotice(String conversationId, String userId, long seq, Instant readAt) {}
}
