package org.baraza.conversation.inbox;

import java.util.EnumSet;
import java.util.Set;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.conversation.conversation.ConversationType;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's conversations and how much of them is unread. Whose is told by the token alone. */
@Path("/api/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class InboxResource {

    private final Inbox inbox;
    private final JsonWebToken token;

    InboxResource(Inbox inbox, JsonWebToken token) {
        this.inbox = inbox;
        this.token = token;
    }

    /** One page of the caller's list, newest activity first; of one kind of conversation or of all. */
    @GET
    @Path("conversations")
    public Uni<InboxPage> conversations(@BeanParam Page page, @QueryParam("type") String type) {
        return inbox.page(Caller.of(token).userId(), typesOf(type), Math.toIntExact(page.skip()), page.limit());
    }

    /** How many messages the caller has not read. */
    @GET
    @Path("unread-count")
    public Uni<UnreadCount> unreadCount() {
        return inbox.unread(Caller.of(token).userId());
    }

    /** With whom the caller shares a conversation, whom they talked with last first. */
    @GET
    @Path("contacts")
    public Uni<Contacts> contacts() {
        return inbox.contacts(Caller.of(token).userId());
    }

    private static Set<ConversationType> typesOf(String type) {
        if (type == null || type.isEmpty()) {
            return EnumSet.allOf(ConversationType.class);
        }
        try {
            return EnumSet.of(ConversationType.valueOf(type));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("type must be DIRECT, BROADCAST or GROUP");
        }
    }
}
