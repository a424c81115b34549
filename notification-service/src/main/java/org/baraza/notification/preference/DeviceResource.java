package org.baraza.notification.preference;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Where the caller can be pushed. */
@Path("/api/v1/notifications/push-tokens")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class DeviceResource {

    /** Devices of one person; a further one is refused. */
    static final int MAX_DEVICES = 20;

    private final DeviceRepository repository;
    private final DeviceReader reader;
    private final Clock clock;
    private final Duration timeout;
    private final JsonWebToken token;

    DeviceResource(
            DeviceRepository repository,
            ObjectMapper json,
            Clock clock,
            NotificationServiceConfig config,
            JsonWebToken token) {
        this.repository = repository;
        this.reader = new DeviceReader(json, config.push().privateEndpoints());
        this.clock = clock;
        this.timeout = config.inbox().storeTimeout();
        this.token = token;
    }

    /** What both calls answer. */
    public record Answer(String message) {}

    /** Registers a device, or its new token. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer> register(JsonNode body) {
        String userId = Caller.of(token).userId();
        Device device = reader.read(body, userId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        // looked at before anything is changed, for registering takes a token from whoever had it: of two devices that
        // register at the same moment one may be too many
        Uni<Void> registered = repository
                .countOthers(device)
                .flatMap(others -> others < MAX_DEVICES
                        ? repository.register(device)
                        : Uni.createFrom()
                                .failure(ProblemException.badRequest("more than " + MAX_DEVICES + " devices")));
        return Bound.by(timeout, registered).replaceWith(new Answer("Push token registered"));
    }

    /** Takes a token away; one that is not the caller's is as unknown as none, and nothing happens. */
    @DELETE
    @Path("{token:.+}")
    public Uni<Answer> remove(@PathParam("token") String given) {
        String userId = Caller.of(token).userId();
        return Bound.by(timeout, repository.remove(reader.idOfText(given), userId))
                .replaceWith(new Answer("Push token removed"));
    }
}
