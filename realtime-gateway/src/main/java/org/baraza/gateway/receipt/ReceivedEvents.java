package org.baraza.gateway.receipt;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.log.GatewayLog;
import org.baraza.gateway.session.SocketEventHandler;
import org.jboss.logging.Logger;

/**
 * {@code message:received}: a device that its person is looking at has shown a conversation up to a message. Goes to
 * {@code presence-events}, at most once a second for a person and conversation. A hint that may be lost: then somebody is
 * pushed what they have seen.
 */
@Singleton
class ReceivedEvents implements SocketEventHandler {

    private static final Logger LOGGER = Logger.getLogger(ReceivedEvents.class);
    private static final String DONE = "{\"ok\":true}";
    private static final long FLUSH_MILLIS = 1_000;
    private static final int MAX_HELD_BACK = 50_000;
    private static final int PER_SECOND = 20;
    private static final int BURST = 100;

    private final GatewayLog log;
    private final Clock clock = Clock.systemUTC();
    private final RateLimit rates = new RateLimit(PER_SECOND, BURST);
    private final Receipts receipts = new Receipts(MAX_HELD_BACK, this::tell);

    ReceivedEvents(GatewayLog log) {
        this.log = log;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(FLUSH_MILLIS, timer -> receipts.flush());
    }

    @Override
    public List<String> events() {
        return List.of("message:received");
    }

    @Override
    public void handle(Request request) {
        String userId = request.identity().caller().userId();
        String conversationId = conversation(userId, request.argument().path("conversationId"));
        JsonNode seq = request.argument().path("seq");
        if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 1) {
            throw new RefusedException(Refusal.MALFORMED, "seq must be the number of a message");
        }
        rates.take(userId);
        receipts.received(userId, conversationId, seq.longValue());
        request.ack().answer(DONE);
    }

    private static String conversation(String userId, JsonNode given) {
        if (!ConversationId.isValid(given.textValue()) || !new ConversationId(given.textValue()).mayConcern(userId)) {
            throw new RefusedException(Refusal.CONVERSATION_UNKNOWN, "there is no such conversation");
        }
        return given.textValue();
    }

    private void tell(String userId, String conversationId, long seq) {
        MessagesReceived received = new MessagesReceived(userId, conversationId, seq, clock.instant());
        log.append(Topics.PRESENCE_EVENTS, userId, received, UUID.randomUUID().toString(), Context.root())
                .whenComplete((appended, failure) -> {
                    if (failure != null) {
                        LOGGER.warnf("receipt lost, cause: %s", failure);
                    }
                });
    }
}
