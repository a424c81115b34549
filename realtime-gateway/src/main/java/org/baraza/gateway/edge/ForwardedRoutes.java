package org.baraza.gateway.edge;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;

/** Who owns which path. What is below a path that a service owns as a whole is the service's to know or not to know. */
@Singleton
class ForwardedRoutes {

    private static final String MESSAGES = "/api/v1/messages";
    private static final String BROADCASTS = "/api/v1/broadcasts";
    private static final String NOTIFICATIONS = "/api/v1/notifications";
    private static final String SYNC = "/api/v1/sync";
    private static final String ACKNOWLEDGE = "/acknowledge";
    private static final List<HttpMethod> ALL =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Forwarder forwarder;
    private final GatewayConfig.Services services;

    ForwardedRoutes(Forwarder forwarder, GatewayConfig config) {
        this.forwarder = forwarder;
        this.services = config.services();
    }

    void register(@Observes Router router) {
        forward(router, HttpMethod.GET, MESSAGES + "/conversations", services.conversations());
        forward(router, HttpMethod.GET, MESSAGES + "/unread-count", services.conversations());
        forward(router, HttpMethod.GET, MESSAGES + "/contacts", services.conversations());
        forward(router, HttpMethod.GET, MESSAGES + "/conversations/:id", services.messages());
        forward(router, HttpMethod.GET, MESSAGES + "/:id/readers", services.messages());
        forward(router, HttpMethod.GET, MESSAGES + "/:id/versions", services.messages());
        forward(router, HttpMethod.GET, SYNC, services.messages());
        forward(router, HttpMethod.POST, SYNC, services.messages());
        forwardAll(router, BROADCASTS, services.conversations());
        forwardAll(router, NOTIFICATIONS, services.notifications());
    }

    private void forward(Router router, HttpMethod method, String path, URI owner) {
        router.route(method, path).handler(routing -> forwarder.forward(routing.request(), owner));
    }

    /** A path and everything below it. */
    private void forwardAll(Router router, String path, URI owner) {
        for (HttpMethod method : ALL) {
            forward(router, method, path, owner);
            router.route(method, path + "/*").handler(routing -> {
                if (isCommand(routing)) {
                    routing.next();
                } else {
                    forwarder.forward(routing.request(), owner);
                }
            });
        }
    }

    /** The acknowledgement of a broadcast is a command, though it stands below its owner's path. */
    private static boolean isCommand(RoutingContext routing) {
        String path = routing.normalizedPath();
        return path.startsWith(BROADCASTS)
                && path.endsWith(ACKNOWLEDGE)
                && path.indexOf('/', BROADCASTS.length() + 1) == path.length() - ACKNOWLEDGE.length();
    }
}
