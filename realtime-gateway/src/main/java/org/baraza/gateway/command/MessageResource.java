package org.baraza.gateway.command;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MessageView;

/** Commands on messages that come over REST. They take the road of those that come over sockets. */
@Path("/api/v1/messages")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    private final RestCommands commands;
    private final MessageReader reader;

    MessageResource(RestCommands commands, MessageReader reader) {
        this.commands = commands;
        this.reader = reader;
    }

    /** Sends a direct message; answers when it is stored. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(JsonNode body) {
        return commands.carryOut(reader.send(commands.caller().userId(), body), "POST /messages")
                .map(Answers::message)
                .map(MessageResource::sent);
    }

    /** Changes a message; answers with the message as it is then. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<String> edit(@PathParam("id") String id, JsonNode body) {
        return commands.carryOut(reader.edit(commands.caller().userId(), id, body), "PUT /messages")
                .map(event ->
                        "{\"message\":" + MessageJson.of(Answers.message(event)).forSender() + "}");
    }

    /** Deletes a message: for the caller, or with {@code ?for=everyone} for everybody. */
    @DELETE
    @Path("/{id}")
    public Uni<Confirmation> delete(@PathParam("id") String id, @QueryParam("for") String whom) {
        return commands.carryOut(reader.delete(commands.caller(), id, whom), "DELETE /messages")
                .replaceWith(new Confirmation("message deleted"));
    }

    private static Response sent(MessageView message) {
        String json = "{\"message\":" + MessageJson.of(message).forSender() + ",\"conversation\":{\"id\":\""
                + message.conversationId() + "\"}}";
        return Response.status(Response.Status.CREATED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json)
                .build();
    }
}
