package org.baraza.gateway.edge;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.gateway.GatewayConfig;

/**
 * How large a body may be. Quarkus knows one limit for all paths, that of a broadcast to fifty thousand people; here the
 * other paths get theirs. Longer ones are answered with 413 and the connection is closed, so that the rest is not read.
 */
@Singleton
class BodyLimits {

    /** After Quarkus's own check, before everything that reads a body. */
    private static final int ORDER = -1;

    private static final int TOO_LARGE = 413;
    private static final List<String> LARGE = List.of("/api/v1/messages/broadcast", "/api/v1/broadcasts");

    private final long maxBodyBytes;

    BodyLimits(GatewayConfig config) {
        this.maxBodyBytes = config.maxBodyBytes();
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        if (mayBeLarge(routing.normalizedPath())) {
            routing.next();
            return;
        }
        String length = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            // of a body in chunks; whoever reads it ends the request past this
            routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, maxBodyBytes);
            routing.next();
        } else if (Long.parseLong(length) > maxBodyBytes) {
            routing.response()
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .setStatusCode(TOO_LARGE)
                    .endHandler(ended -> routing.request().connection().close())
                    .end();
        } else {
            routing.next();
        }
    }

    private static boolean mayBeLarge(String path) {
        return LARGE.stream().anyMatch(large -> path.equals(large) || path.startsWith(large + "/"));
    }
}
