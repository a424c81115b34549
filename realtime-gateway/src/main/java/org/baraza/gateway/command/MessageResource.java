package org.baraza.gateway.command;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.message.SendMessage;
import org.baraza.gateway.trace.TraceStart;
import org.baraza.rest.Caller;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Commands that come over REST. They take the road of those that come over sockets. */
@Path("/api/v1/messages")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    private static final String TRACEPARENT = "traceparent";

    private final CommandReader reader;
    private final CommandRoad road;
    private final TraceStart traces;
    private final JsonWebToken token;

    MessageResource(CommandReader reader, CommandRoad road, TraceStart traces, JsonWebToken token) {
        this.reader = reader;
        this.road = road;
        this.traces = traces;
        this.token = token;
    }

    /** Sends a direct message; answers when it is stored. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(JsonNode body, @HeaderParam(TRACEPARENT) String traceparent) {
        SendMessage command = reader.send(Caller.of(token).userId(), body);
        return Uni.createFrom()
                .completionStage(() -> road.submit(command, traces.ofRequest(traceparent, "POST /messages")))
                .map(Answers::message)
                .map(MessageResource::sent);
    }

    /** Marks a conversation as read, as far as it goes. */
    @POST
    @Path("/conversations/{id}/read")
    public Uni<Confirmation> read(@PathParam("id") String id, @HeaderParam(TRACEPARENT) String traceparent) {
        MarkRead command = reader.read(Caller.of(token).userId(), id, null);
        return Uni.createFrom()
                .completionStage(() -> road.submit(command, traces.ofRequest(traceparent, "POST /read")))
                .invoke(Answers::requireDone)
                .replaceWith(new Confirmation("conversation marked as read"));
    }

    /** @param message says that it is done */
    public record Confirmation(String message) {}

    private static Response sent(MessageView message) {
        String json = "{\"message\":" + MessageJson.of(message).forSender() + ",\"conversation\":{\"id\":\""
                + message.conversationId() + "\"}}";
        return Response.status(Response.Status.CREATED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json)
                .build();
    }
}
