package org.baraza.gateway.session;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.engineio.HandshakeError;

/** One HTTP request of the polling transport and its answer, which may come from any thread and must come once. */
final class PollingExchange {

    private static final int TOO_LARGE = 413;

    private final HttpServerResponse response;
    private final Context context;
    private Runnable lost = () -> {};
    private boolean gone;

    private PollingExchange(RoutingContext routing) {
        this.response = routing.response();
        this.context = Vertx.currentContext();
    }

    /** To be called on the request's thread. */
    static PollingExchange of(RoutingContext routing) {
        PollingExchange exchange = new PollingExchange(routing);
        routing.addEndHandler(end -> {
            if (end.failed()) {
                exchange.end();
            }
        });
        return exchange;
    }

    /** @param action called if the client is gone, or goes, before there is an answer; on any thread */
    void onLoss(Runnable action) {
        boolean already;
        synchronized (this) {
            lost = action;
            already = gone;
        }
        if (already) {
            action.run();
        }
    }

    private void end() {
        Runnable action;
        synchronized (this) {
            gone = true;
            action = lost;
        }
        action.run();
    }

    void answer(String body) {
        send(200, "text/plain; charset=UTF-8", body);
    }

    void refuse(HandshakeError error) {
        send(error.status(), "application/json", error.json());
    }

    void refuseAsTooLarge() {
        response.putHeader("Connection", "close");
        send(TOO_LARGE, "text/plain; charset=UTF-8", "the body is larger than maxPayload");
    }

    private void send(int status, String contentType, String body) {
        context.runOnContext(now -> {
            if (response.ended() || response.closed()) {
                end();
            } else {
                response.setStatusCode(status)
                        .putHeader("Content-Type", contentType)
                        .putHeader("Cache-Control", "no-store")
                        .end(body);
            }
        });
    }
}
