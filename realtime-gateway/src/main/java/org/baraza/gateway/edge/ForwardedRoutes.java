package org.baraza.gateway.edge;

import java.net.URI;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import org.baraza.gateway.GatewayConfig;

/** Who owns which path. */
@Singleton
class ForwardedRoutes {

    private static final String MESSAGES = "/api/v1/messages";
    private static final String NOTIFICATIONS = "/api/v1/notifications";

    private final Forwarder forwarder;
    private final GatewayConfig.Services services;

    ForwardedRoutes(Forwarder forwarder, GatewayConfig config) {
        this.forwarder = forwarder;
        this.services = config.services();
    }

    void register(@Observes Router router) {
        forward(router, HttpMethod.GET, MESSAGES + "/conversations", services.conversations());
        forward(router, HttpMethod.GET, MESSAGES + "/unread-count", services.conversations());
        forward(router, HttpMethod.GET, MESSAGES + "/conversations/:id", services.messages());
        forward(router, HttpMethod.GET, NOTIFICATIONS, services.notifications());
        forward(router, HttpMethod.GET, NOTIFICATIONS + "/unread-count", services.notifications());
        forward(router, HttpMethod.PATCH, NOTIFICATIONS + "/:id/read", services.notifications());
        forward(router, HttpMethod.DELETE, NOTIFICATIONS + "/:id", services.notifications());
        forward(router, HttpMethod.POST, NOTIFICATIONS + "/mark-all-read", services.notifications());
    }

    private void forward(Router router, HttpMethod method, String path, URI owner) {
        router.route(method, path).handler(routing -> forwarder.forward(routing.request(), owner));
    }
}
