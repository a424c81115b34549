package org.baraza.gateway.command;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.eventlog.EventCodec;

/** Sends broadcasts. On a thread that may be held up, since a body may name fifty thousand people. */
@Path("/api/v1/messages/broadcast")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class BroadcastResource {

    private final RestCommands commands;
    private final BroadcastReader reader;
    private final BroadcastConversations conversations;

    BroadcastResource(RestCommands commands, BroadcastReader reader, BroadcastConversations conversations) {
        this.commands = commands;
        this.reader = reader;
        this.conversations = conversations;
    }

    /** Sends a broadcast; answers when it is stored. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> publish(JsonNode body) {
        PublishBroadcast command = reader.publish(commands.caller(), body);
        return commands.carryOut(command, "POST /messages/broadcast").map(event -> sent(command, event));
    }

    private Response sent(PublishBroadcast command, MessageEvent event) {
        MessageView message = Answers.message(event);
        String json = MessageJson.of(message).forSender();
        String conversation = EventCodec.toText(conversations.of(message, command.audience()));
        return Response.status(Response.Status.CREATED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity("{\"message\":" + json + ",\"conversation\":"
                        + conversation.substring(0, conversation.length() - 1) + ",\"lastMessage\":" + json + "}}")
                .build();
    }
}
