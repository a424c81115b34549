package org.baraza.gateway.edge;

import java.util.List;

import jakarta.inject.Singleton;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.session.SocketEventHandler;
import org.baraza.rest.Problem;
import org.jboss.logging.Logger;

/** {@code sync}: what {@code POST /api/v1/sync} answers, as the acknowledgement; passed on without being read. */
@Singleton
class SyncEvents implements SocketEventHandler {

    private static final Logger LOGGER = Logger.getLogger(SyncEvents.class);
    private static final String PATH = "/api/v1/sync";
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final Problem UNAVAILABLE =
            Problem.of(503, "SERVICE_UNAVAILABLE", "this cannot be answered right now");

    private final Forwarder forwarder;
    private final GatewayConfig.Services services;
    private final RateLimit rates;

    SyncEvents(Forwarder forwarder, GatewayConfig config) {
        this.forwarder = forwarder;
        this.services = config.services();
        this.rates = new RateLimit(
                config.sockets().syncsPerSecond(), config.sockets().syncBurst());
    }

    @Override
    public List<String> events() {
        return List.of("sync");
    }

    @Override
    public void handle(Request request) {
        if (!request.argument().isObject()) {
            throw new RefusedException(Refusal.MALFORMED, "a JSON object is expected");
        }
        rates.take(request.identity().caller().userId());
        Buffer body = Buffer.buffer(request.argument().toString());
        forwarder
                .call(HttpMethod.POST, services.messages(), PATH, request.identity(), body)
                .onSuccess(answer -> request.ack().answer(answerOf(answer)))
                .onFailure(failure -> {
                    LOGGER.warnf(
                            "cannot sync, session: %s, cause: %s",
                            request.session().id(), failure.getMessage());
                    request.ack().answer(EventCodec.toText(UNAVAILABLE));
                });
    }

    /** What the client did wrong it is told as the owner tells it. */
    private static String answerOf(Forwarder.Answer answer) {
        boolean isTold = answer.status() == OK || answer.isProblem() && answer.status() < SERVER_ERROR;
        return isTold ? answer.body().toString() : EventCodec.toText(UNAVAILABLE);
    }
}
