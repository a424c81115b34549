package org.baraza.gateway.edge;

import java.util.List;

import jakarta.inject.Singleton;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.delivery.ClientEvents;
import org.baraza.gateway.limit.RateLimit;
import org.baraza.gateway.session.SocketEventHandler;
import org.baraza.rest.Problem;
import org.jboss.logging.Logger;

/** {@code notifications:request-count}: asks the owner of the number and passes it on as {@code notifications:count}. */
@Singleton
class CountEvents implements SocketEventHandler {

    private static final Logger LOGGER = Logger.getLogger(CountEvents.class);
    private static final Problem UNAVAILABLE =
            Problem.of(503, "SERVICE_UNAVAILABLE", "this cannot be answered right now");
    private static final int OK = 200;
    private static final int PER_SECOND = 5;
    private static final int BURST = 20;
    private static final String PATH = "/api/v1/notifications/unread-count";

    private final Forwarder forwarder;
    private final GatewayConfig.Services services;
    private final RateLimit rates = new RateLimit(PER_SECOND, BURST);

    CountEvents(Forwarder forwarder, GatewayConfig config) {
        this.forwarder = forwarder;
        this.services = config.services();
    }

    @Override
    public List<String> events() {
        return List.of("notifications:request-count");
    }

    @Override
    public void handle(Request request) {
        rates.take(request.identity().caller().userId());
        forwarder
                .call(HttpMethod.GET, services.notifications(), PATH, request.identity(), null)
                .compose(answer -> answer.status() == OK
                        ? Future.succeededFuture(answer.body())
                        : Future.failedFuture("status " + answer.status()))
                .onSuccess(body -> {
                    request.session().send(ClientEvents.frame("notifications:count", body.toString()));
                    request.ack().answer(body.toString());
                })
                .onFailure(failure -> {
                    LOGGER.warnf(
                            "cannot count notifications, session: %s, cause: %s",
                            request.session().id(), failure.getMessage());
                    request.ack().answer(EventCodec.toText(UNAVAILABLE));
                });
    }
}
