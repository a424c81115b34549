package org.baraza.notification.preference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The conversations that the caller has muted: nothing of them is pushed or mailed meanwhile. */
@Path("/api/v1/notifications/mutes")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MuteResource {

    /** Mutes of one person; a further one is refused. */
    static final int MAX_MUTES = 5_000;

    private final MuteRepository repository;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration timeout;
    private final JsonWebToken token;

    MuteResource(
            MuteRepository repository,
            ObjectMapper json,
            Clock clock,
            NotificationServiceConfig config,
            JsonWebToken token) {
        this.repository = repository;
        this.json = json;
        this.clock = clock;
        this.timeout = config.inbox().storeTimeout();
        this.token = token;
    }

    /** A mute as clients see it; {@code until} null for no end. */
    public record MuteView(String conversationId, Instant until) {

        static MuteView of(MuteDocument mute) {
            return new MuteView(mute.conversationId(), mute.until());
        }
    }

    /** A page of them. */
    public record MuteList(List<MuteView> mutes, long total) {}

    /** The answer to muting. */
    public record Muted(String message, MuteView mute) {}

    /** The answer to unmuting. */
    public record Unmuted(String message) {}

    @GET
    public Uni<MuteList> list(@BeanParam Page page) {
        String userId = Caller.of(token).userId();
        return Bound.by(
                timeout,
                Uni.combine()
                        .all()
                        .unis(repository.page(userId, page.skip(), page.limit()), repository.count(userId))
                        .with((mutes, total) ->
                                new MuteList(mutes.stream().map(MuteView::of).toList(), total)));
    }

    /** Mutes, or changes the end; without a body or {@code until} there is none. */
    @PUT
    @Path("{conversationId}")
    @Consumes(MediaType.WILDCARD)
    public Uni<Muted> mute(@PathParam("conversationId") String conversationId, String body) {
        String userId = Caller.of(token).userId();
        requireConversation(conversationId, userId);
        MuteDocument mute = new MuteDocument(
                MuteDocument.key(userId, conversationId), userId, conversationId, until(body, clock.instant()));
        Uni<Void> stored = repository
                .change(mute)
                .flatMap(changed -> changed ? Uni.createFrom().voidItem() : add(mute));
        return Bound.by(timeout, stored).replaceWith(new Muted("Conversation muted", MuteView.of(mute)));
    }

    private Uni<Void> add(MuteDocument mute) {
        return repository
                .count(mute.userId())
                .flatMap(count -> count < MAX_MUTES
                        ? repository.put(mute)
                        : Uni.createFrom().failure(ProblemException.badRequest("more than " + MAX_MUTES + " mutes")));
    }

    /** Unmutes; what is not muted stays so. */
    @DELETE
    @Path("{conversationId}")
    public Uni<Unmuted> unmute(@PathParam("conversationId") String conversationId) {
        String userId = Caller.of(token).userId();
        requireConversation(conversationId, userId);
        return Bound.by(timeout, repository.remove(userId, conversationId))
                .replaceWith(new Unmuted("Conversation unmuted"));
    }

    private static void requireConversation(String conversationId, String userId) {
        if (!ConversationId.isValid(conversationId) || !new ConversationId(conversationId).mayConcern(userId)) {
            throw ProblemException.notFound("there is no such conversation");
        }
    }

    private Instant until(String body, Instant now) {
        if (body == null || body.isBlank()) {
            return null;
        }
        JsonNode until = object(body).path("until");
        if (until.isNull() || until.isMissingNode()) {
            return null;
        }
        try {
            Instant end =
                    Instant.parse(until.isTextual() ? until.textValue() : "").truncatedTo(ChronoUnit.MILLIS);
            if (end.isAfter(now) && end.isBefore(now.plus(Duration.ofDays(3_660)))) {
                return end;
            }
        } catch (DateTimeParseException e) {
            // told below, as a time that has passed
        }
        throw ProblemException.badRequest(
                "until must be a time in the next ten years, 2026-12-31T18:00:00Z for example");
    }

    private JsonNode object(String body) {
        try {
            JsonNode node = json.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // told below, as every body that is no object
        }
        throw ProblemException.badRequest("the body must be an object");
    }
}
