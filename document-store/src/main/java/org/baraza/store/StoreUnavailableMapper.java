package org.baraza.store;

import java.time.Duration;

import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.TimeoutException;
import org.baraza.rest.ProblemException;
import org.baraza.rest.ProblemMappers;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The store is away or too slow: the client may try again. */
public class StoreUnavailableMapper {

    private static final Logger LOGGER = Logger.getLogger(StoreUnavailableMapper.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ServerExceptionMapper({StoreUnavailableException.class, TimeoutException.class})
    public Response unavailable(Exception e) {
        LOGGER.warnf("request failed for want of the store, cause: %s", e);
        return new ProblemMappers()
                .problem(ProblemException.unavailable(
                        "STORE_UNAVAILABLE", "the data cannot be reached right now", RETRY_AFTER));
    }
}
