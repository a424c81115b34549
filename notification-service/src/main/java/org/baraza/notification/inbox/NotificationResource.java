package org.baraza.notification.inbox;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's own notifications. There is no way to name somebody else's: the person is always the token's. */
@Path("/api/v1/notifications")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

    private final NotificationService service;
    private final JsonWebToken token;

    NotificationResource(NotificationService service, JsonWebToken token) {
        this.service = service;
        this.token = token;
    }

    @GET
    public Uni<NotificationList> list(@BeanParam Page page, @QueryParam("unreadOnly") String unreadOnly) {
        return service.list(caller(), isTrue(unreadOnly), page);
    }

    @GET
    @Path("unread-count")
    public Uni<UnreadCount> unreadCount() {
        return service.unreadCount(caller()).map(UnreadCount::new);
    }

    @PATCH
    @Path("{id}/read")
    public Uni<MarkedRead> markRead(@PathParam("id") String id) {
        NotificationId known = NotificationId.parse(id).orElseThrow(NotificationService::unknown);
        return service.markRead(caller(), known).replaceWith(new MarkedRead("Notification marked as read"));
    }

    @DELETE
    @Path("{id}")
    public Uni<Deleted> delete(@PathParam("id") String id) {
        NotificationId known = NotificationId.parse(id).orElseThrow(NotificationService::unknown);
        return service.delete(caller(), known).replaceWith(new Deleted("Notification deleted"));
    }

    @POST
    @Path("mark-all-read")
    public Uni<MarkedAllRead> markAllRead() {
        return service.markAllRead(caller()).map(count -> new MarkedAllRead("All notifications marked as read", count));
    }

    private String caller() {
        return Caller.of(token).userId();
    }

    private static boolean isTrue(String unreadOnly) {
        if (unreadOnly == null || unreadOnly.isEmpty() || unreadOnly.equals("false")) {
            return false;
        }
        if (unreadOnly.equals("true")) {
            return true;
        }
        throw ProblemException.badRequest("unreadOnly must be true or false");
    }
}
