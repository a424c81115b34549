package org.baraza.message.sync;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.message.WholeNumber;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a client lacks: of one conversation, or of all of its person's. */
@Path("/api/v1/sync")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {

    private final Sync sync;
    private final JsonWebToken token;

    SyncResource(Sync sync, JsonWebToken token) {
        this.sync = sync;
        this.token = token;
    }

    /** Of one conversation; the next page is asked for with the numbers that this one leads to. */
    @GET
    public Uni<SyncAnswer> one(
            @QueryParam("conversationId") String id,
            @QueryParam("seq") String seq,
            @QueryParam("rev") String rev,
            @QueryParam("limit") String limit) {
        Held held = new Held(WholeNumber.of("seq", seq, 0), WholeNumber.of("rev", rev, 0));
        long wanted = WholeNumber.of("limit", limit, SyncRequest.DEFAULT_LIMIT);
        if (wanted < 1) {
            throw ProblemException.badRequest("limit must be positive");
        }
        if (!ConversationId.isValid(id)) {
            throw noSuchConversation();
        }
        return sync.one(Caller.of(token).userId(), new ConversationId(id), held, (int)
                        Math.min(wanted, SyncRequest.MAX_LIMIT))
                .map(found -> found.orElseThrow(SyncResource::noSuchConversation));
    }

    /** Of all conversations. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<SyncAnswer> all(SyncRequest request) {
        if (request == null) {
            throw ProblemException.badRequest("an object is expected");
        }
        return sync.all(
                Caller.of(token).userId(), request.held(), SyncCursor.decode(request.cursor()), request.pageLimit());
    }

    private static ProblemException noSuchConversation() {
        return ProblemException.notFound("there is no such conversation");
    }
}
