package org.baraza.gateway.command;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** Acknowledges broadcasts: "I have read this". */
@Path("/api/v1/broadcasts/{id}/acknowledge")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AcknowledgementResource {

    private final RestCommands commands;
    private final BroadcastReader reader;

    AcknowledgementResource(RestCommands commands, BroadcastReader reader) {
        this.commands = commands;
        this.reader = reader;
    }

    /** Says that the caller has read a broadcast that asks for it; saying it again changes nothing. */
    @POST
    public Uni<Confirmation> acknowledge(@PathParam("id") String id) {
        return commands.carryOut(reader.acknowledge(commands.caller().userId(), id), "POST /acknowledge")
                .replaceWith(new Confirmation("broadcast acknowledged"));
    }
}
