package org.baraza.conversation.broadcast;

import java.util.Map;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.Problem;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Broadcasts as those see them who send them. Whose is told by the token alone. */
@Path("/api/v1/broadcasts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
public class BroadcastResource {

    private final BroadcastReports reports;
    private final Schedules schedules;
    private final Audiences audiences;
    private final JsonWebToken token;

    BroadcastResource(BroadcastReports reports, Schedules schedules, Audiences audiences, JsonWebToken token) {
        this.reports = reports;
        this.schedules = schedules;
        this.audiences = audiences;
        this.token = token;
    }

    /** What the caller has sent, or what went to the chapter that the caller is an admin of. */
    @GET
    public Uni<BroadcastReport.Page> list(@BeanParam Page page) {
        return reports.list(Caller.of(token), Math.toIntExact(page.skip()), page.limit());
    }

    /** One, and how far it has come. */
    @GET
    @Path("{id}")
    public Uni<BroadcastReport> one(@PathParam("id") String id) {
        return reports.one(Caller.of(token), id);
    }

    /** By name, who has come how far with one. */
    @GET
    @Path("{id}/recipients")
    public Uni<BroadcastReport.Recipients> recipients(
            @PathParam("id") String id, @QueryParam("state") String state, @BeanParam Page page) {
        RecipientState wanted = RecipientState.named(state)
                .orElseThrow(() -> ProblemException.badRequest(
                        "state must be delivered, read, unread, acknowledged or unacknowledged"));
        return reports.recipients(Caller.of(token), id, wanted, Math.toIntExact(page.skip()), page.limit());
    }

    /** How many people a broadcast would go to. */
    @POST
    @Path("estimate")
    public BroadcastReport.Estimate estimate(BroadcastRequest request) {
        Caller caller = Caller.of(token);
        Audience audience = given(request).audience();
        PublishBroadcast.requireMay(caller.accountType(), caller.chapterId(), audience);
        audiences.requireKnown();
        return new BroadcastReport.Estimate(audiences.size(audience));
    }

    /** The caller's drafts and scheduled broadcasts, and what became of them. */
    @GET
    @Path("scheduled")
    public Uni<ScheduledBroadcast.Page> scheduled(@BeanParam Page page) {
        return schedules.list(Caller.of(token), Math.toIntExact(page.skip()), page.limit());
    }

    /** A draft; with a time, one that is sent then. */
    @POST
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public Uni<ScheduledBroadcast> create(BroadcastRequest request) {
        return schedules.create(Caller.of(token), given(request));
    }

    /** The whole of it anew. */
    @PUT
    @Path("{id}")
    public Uni<ScheduledBroadcast> change(@PathParam("id") String id, BroadcastRequest request) {
        return schedules.change(Caller.of(token), id, given(request));
    }

    /** Takes it back. */
    @DELETE
    @Path("{id}")
    public Uni<Map<String, String>> delete(@PathParam("id") String id) {
        return schedules.delete(Caller.of(token), id).replaceWith(Map.of("message", "deleted"));
    }

    /** Sends it to the caller alone. */
    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    public Uni<Map<String, String>> test(@PathParam("id") String id) {
        return schedules.test(Caller.of(token), id).map(broadcastId -> Map.of("id", broadcastId));
    }

    /** What must not be sent is refused under the name of the reason. */
    @ServerExceptionMapper
    public Response refused(RefusedException e) {
        int status = e.reason() == Refusal.FORBIDDEN ? 403 : 400;
        return Problem.of(status, e.reason().name(), e.getMessage())
                .toResponse()
                .build();
    }

    private static BroadcastRequest given(BroadcastRequest request) {
        if (request == null) {
            throw new RefusedException(Refusal.MALFORMED, "a body is required");
        }
        return request;
    }
}
