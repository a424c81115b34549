package org.baraza.gateway.command;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** Commands on conversations that come over REST. */
@Path("/api/v1/messages/conversations/{id}")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ConversationResource {

    private final RestCommands commands;
    private final ConversationReader reader;

    ConversationResource(RestCommands commands, ConversationReader reader) {
        this.commands = commands;
        this.reader = reader;
    }

    /** Marks a conversation as read, as far as it goes. */
    @POST
    @Path("/read")
    public Uni<Confirmation> read(@PathParam("id") String id) {
        return commands.carryOut(reader.read(commands.caller().userId(), id, null), "POST /read")
                .replaceWith(new Confirmation("conversation marked as read"));
    }

    /** Hides a conversation from the caller's list until its next message. */
    @POST
    @Path("/archive")
    public Uni<Confirmation> archive(@PathParam("id") String id) {
        return commands.carryOut(reader.archive(commands.caller().userId(), id), "POST /archive")
                .replaceWith(new Confirmation("conversation archived"));
    }
}
