package org.baraza.gateway.command;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.gateway.trace.TraceStart;
import org.baraza.rest.Caller;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What every command over REST needs: who calls, and the road. */
@RequestScoped
class RestCommands {

    private final CommandRoad road;
    private final TraceStart traces;
    private final JsonWebToken token;
    private final HttpHeaders headers;

    RestCommands(CommandRoad road, TraceStart traces, JsonWebToken token, HttpHeaders headers) {
        this.road = road;
        this.traces = traces;
        this.token = token;
        this.headers = headers;
    }

    /** Who calls. */
    Caller caller() {
        return Caller.of(token);
    }

    /**
     * Sends a command on the road.
     *
     * @param operation the call, as traces name it
     * @return the event that it became; fails with a {@link org.baraza.contracts.message.RefusedException} if that says that
     *     it was refused
     */
    Uni<MessageEvent> carryOut(MessageCommand command, String operation) {
        String traceparent = headers.getHeaderString("traceparent");
        return Uni.createFrom()
                .completionStage(() -> road.submit(command, traces.ofRequest(traceparent, operation)))
                .invoke(Answers::requireDone);
    }
}
