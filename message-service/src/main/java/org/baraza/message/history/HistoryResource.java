package org.baraza.message.history;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The messages of a conversation, page by page. */
@Path("/api/v1/messages/conversations/{id}")
@Authenticated
public class HistoryResource {

    private final MessageHistory history;
    private final JsonWebToken token;

    HistoryResource(MessageHistory history, JsonWebToken token) {
        this.history = history;
        this.token = token;
    }

    /** One page, the newest being the first; oldest first within it. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<HistoryPage> page(@PathParam("id") String id, @BeanParam Page page) {
        Caller caller = Caller.of(token);
        ConversationId conversation = conversationOf(caller, id);
        return history.page(conversation, caller.userId(), page.number(), page.limit());
    }

    /** Not theirs, malformed or with somebody who does not exist: an outsider cannot tell which. */
    private static ConversationId conversationOf(Caller caller, String id) {
        if (ConversationId.isValid(id)) {
            ConversationId conversation = new ConversationId(id);
            if (conversation.mayConcern(caller.userId())) {
                return conversation;
            }
        }
        throw MessageHistory.noSuchConversation();
    }
}
