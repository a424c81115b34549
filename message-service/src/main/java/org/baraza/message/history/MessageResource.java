package org.baraza.message.history;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.user.AccountType;
import org.baraza.message.WholeNumber;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What there is to know of one message: who has read it, and what it said before. */
@Path("/api/v1/messages/{id}")
@Authenticated
public class MessageResource {

    private final MessageReaders readers;
    private final MessageVersions versions;
    private final JsonWebToken token;

    MessageResource(MessageReaders readers, MessageVersions versions, JsonWebToken token) {
        this.readers = readers;
        this.versions = versions;
        this.token = token;
    }

    /** Who has read it, beside its sender, and how many. */
    @GET
    @Path("readers")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<ReadersPage> readers(@PathParam("id") String id, @BeanParam Page page) {
        return readers.page(Caller.of(token), messageOf(id), page);
    }

    /** What it said before each of its changes, the newest first; for moderators. */
    @GET
    @Path("versions")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<VersionsPage> versions(
            @PathParam("id") String id, @QueryParam("before") String before, @BeanParam Page page) {
        if (Caller.of(token).accountType() != AccountType.SUPER_ADMIN) {
            throw new ProblemException(403, "FORBIDDEN", "this is for moderators");
        }
        return versions.page(messageOf(id), WholeNumber.of("before", before, Long.MAX_VALUE), page.limit());
    }

    private static MessageId messageOf(String id) {
        try {
            return MessageId.parse(id);
        } catch (IllegalArgumentException e) {
            throw MessageReaders.noSuchMessage();
        }
    }
}
