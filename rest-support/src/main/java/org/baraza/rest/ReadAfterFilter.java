package org.baraza.rest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Lets a read wait until this service has applied what its caller has written, for {@link #BOUND} at most; then it is
 * answered as things stand, and says so. Blocks no thread.
 */
public class ReadAfterFilter {

    private static final Duration BOUND = Duration.ofMillis(500);
    private static final String IS_BEHIND = ReadAfterFilter.class.getName();

    private final Instance<AppliedLog> log;

    /** @param log the service's, whatever qualifies it: what reads the log is a health check, too */
    ReadAfterFilter(@Any Instance<AppliedLog> log) {
        this.log = log;
    }

    @ServerRequestFilter
    public Uni<Response> waitForOwnWrites(ContainerRequestContext request) {
        String header = request.getHeaderString(ReadAfter.HEADER);
        if (header == null || !log.isResolvable()) {
            return Uni.createFrom().nullItem();
        }
        List<CompletableFuture<Boolean>> waits = ReadAfter.parse(header).stream()
                .map(event -> log.get()
                        .await(event.topic(), event.partition(), event.offset(), BOUND)
                        .toCompletableFuture())
                .toList();
        return Uni.createFrom()
                .completionStage(CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)))
                .invoke(() -> {
                    if (!waits.stream().allMatch(CompletableFuture::join)) {
                        request.setProperty(IS_BEHIND, true);
                    }
                })
                .replaceWith((Response) null);
    }

    @ServerResponseFilter
    public void sayWhereItIsBehind(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(IS_BEHIND) != null) {
            response.getHeaders().putSingle(ReadAfter.BEHIND, "true");
        }
    }
}
