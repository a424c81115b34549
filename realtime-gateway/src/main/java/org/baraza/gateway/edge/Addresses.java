package org.baraza.gateway.edge;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.baraza.eventlog.EventCodec;
import org.baraza.rest.Problem;

/**
 * Refuses calls whose address holds bytes that it must escape, with a problem like every other: further on, resources and
 * services would each refuse them with nothing but a status. What is no address at all does not come as far as here.
 */
@Singleton
class Addresses {

    /** Before everything that looks at the path. */
    private static final int ORDER = -2;

    private static final int BAD_REQUEST = 400;
    private static final String API = "/api/";
    private static final int LAST_ASCII = 0x7e;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        String address = routing.request().uri();
        if (address.startsWith(API) && !isPlain(address)) {
            Problem problem = Problem.of(BAD_REQUEST, "BAD_REQUEST", "the address has characters that must be escaped");
            routing.response()
                    .setStatusCode(BAD_REQUEST)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE.toString())
                    .end(EventCodec.toText(problem));
        } else {
            routing.next();
        }
    }

    static boolean isPlain(String address) {
        return address.chars().allMatch(c -> c <= LAST_ASCII);
    }
}
