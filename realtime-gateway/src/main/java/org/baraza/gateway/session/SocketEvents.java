package org.baraza.gateway.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.baraza.contracts.message.RefusedException;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.limit.FrameRate;
import org.baraza.gateway.socketio.SocketIoPacket;
import org.baraza.rest.Problem;
import org.baraza.rest.ProblemException;
import org.jboss.logging.Logger;

/** Brings events from clients to their handlers, and what handlers refuse back to the clients. */
@Singleton
class SocketEvents {

    private static final Logger LOGGER = Logger.getLogger(SocketEvents.class);

    private final Map<String, SocketEventHandler> handlers = new HashMap<>();
    private final FrameRate rate;

    SocketEvents(Instance<SocketEventHandler> handlers, GatewayConfig config) {
        this.rate = new FrameRate(
                config.sockets().eventsPerSecond(), config.sockets().eventBurst());
        for (SocketEventHandler handler : handlers) {
            handler.events().forEach(event -> this.handlers.put(event, handler));
        }
    }

    void dispatch(SocketSession session, Identity identity, SocketIoPacket.Event event) {
        SocketEventHandler.Ack ack = session.ackOf(event);
        SocketEventHandler handler = handlers.get(event.name());
        if (handler == null) {
            ack.answer(json(Problem.of(404, "UNKNOWN_EVENT", "there is no such event")));
            return;
        }
        List<JsonNode> args = event.args();
        JsonNode argument = args.isEmpty() ? MissingNode.getInstance() : args.get(0);
        try {
            session.requireFewUnanswered();
            session.takeEvent(rate);
            handler.handle(new SocketEventHandler.Request(session, identity, event.name(), argument, ack));
        } catch (RefusedException e) {
            ack.answer(json(Refusals.problemOf(e.reason(), e.getMessage())));
        } catch (ProblemException e) {
            ack.answer(json(e.problem()));
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "event failed, session: %s, event: %s", session.id(), event.name());
            ack.answer(json(Problem.of(500, "INTERNAL_ERROR", "the event failed for a reason on our side")));
        }
    }

    static String json(Problem problem) {
        return EventCodec.toText(problem);
    }
}
