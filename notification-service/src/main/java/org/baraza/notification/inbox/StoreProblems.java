package org.baraza.notification.inbox;

import java.time.Duration;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.baraza.rest.Problem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a client sees while the database is away. */
public class StoreProblems {

    private static final Logger LOGGER = Logger.getLogger(StoreProblems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ServerExceptionMapper
    public Response away(StoreUnavailableException e) {
        LOGGER.warnf("request refused, cause: %s", e.getMessage());
        return Problem.of(503, "STORE_UNAVAILABLE", "the notifications cannot be reached right now")
                .toResponse()
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                .build();
    }
}
