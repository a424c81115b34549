package org.baraza.notification.digest;

import java.time.Duration;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Wishes;
import org.baraza.rest.ProblemException;
import org.baraza.store.StoreUnavailableException;

/**
 * Ends the mails to whoever a token names, without a login: one click in a mail program, which posts (RFC 8058), or in a browser,
 * which gets a page that asks. Getting the page changes nothing, since scanners follow the links of mails.
 */
@Path("/api/v1/notifications/unsubscribe")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

    /** Neither scripts nor anything from elsewhere, and nobody learns the link from the page. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";

    private final UnsubscribeTokens tokens;
    private final Wishes wishes;
    private final Duration timeout;

    UnsubscribeResource(UnsubscribeTokens tokens, Wishes wishes, NotificationServiceConfig config) {
        this.tokens = tokens;
        this.wishes = wishes;
        this.timeout = config.inbox().storeTimeout();
    }

    /** The pages, checked when the service is built. */
    @CheckedTemplate(basePath = "digest")
    static final class Pages {

        private Pages() {}

        static native TemplateInstance unsubscribe(boolean isDone);
    }

    @GET
    public Response ask(@QueryParam("token") String token) {
        person(token);
        return page(false);
    }

    /** @param body nothing of it matters: mail programs send what RFC 8058 says, browsers an empty form */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> end(@QueryParam("token") String token, byte[] body) {
        return wishes.endMails(person(token))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new StoreUnavailableException("the database did not answer in time"))
                .map(done -> page(true));
    }

    private String person(String token) {
        Optional<String> person = tokens.read(token);
        return person.orElseThrow(() -> ProblemException.badRequest("this link is not valid"));
    }

    private static Response page(boolean isDone) {
        return Response.ok(Pages.unsubscribe(isDone).render())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }
}
