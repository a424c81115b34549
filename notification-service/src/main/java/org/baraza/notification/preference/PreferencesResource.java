package org.baraza.notification.preference;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.rest.Caller;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's own preferences. */
@Path("/api/v1/notifications/preferences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PreferencesResource {

    private final PreferencesRepository repository;
    private final Event<PreferencesChanged> changed;
    private final ZoneId zone;
    private final Duration timeout;
    private final JsonWebToken token;

    PreferencesResource(
            PreferencesRepository repository,
            Event<PreferencesChanged> changed,
            NotificationServiceConfig config,
            JsonWebToken token) {
        this.repository = repository;
        this.changed = changed;
        this.zone = config.preference().timeZone();
        this.timeout = config.inbox().storeTimeout();
        this.token = token;
    }

    @GET
    public Uni<PreferencesView.Envelope> get() {
        String userId = Caller.of(token).userId();
        return Bound.by(timeout, repository.find(userId)).map(this::envelope);
    }

    /** Changes what the body gives and leaves the rest. */
    @PUT
    public Uni<PreferencesView.Envelope> put(JsonNode body) {
        String userId = Caller.of(token).userId();
        Map<String, Object> changes = PreferencesReader.changes(body);
        if (changes.isEmpty()) {
            return get();
        }
        return Bound.by(timeout, repository.change(userId, changes))
                .invoke(() -> changed.fire(new PreferencesChanged(userId)))
                .map(this::envelope);
    }

    private PreferencesView.Envelope envelope(PreferencesDocument document) {
        return new PreferencesView.Envelope(
                document == null
                        ? PreferencesView.of(Preferences.DEFAULT, null)
                        : PreferencesView.of(document.toPreferences(zone), document.quietHours()));
    }
}
