package org.baraza.gateway.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.UserId;
import org.baraza.gateway.presence.PresenceStore.Sighting;
import org.baraza.gateway.session.Identity;
import org.baraza.rest.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Who of some people is online, on any gateway. */
@Path("/api/v1/presence")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class PresenceResource {

    private static final Logger LOGGER = Logger.getLogger(PresenceResource.class);
    private static final int MAX_PEOPLE = 100;
    private static final int UNAVAILABLE = 503;

    private final PresenceStore store;
    private final PresenceNews news;
    private final ContactReader contacts;
    private final JsonWebToken token;

    PresenceResource(PresenceStore store, PresenceNews news, ContactReader contacts, JsonWebToken token) {
        this.store = store;
        this.news = news;
        this.contacts = contacts;
        this.token = token;
    }

    /**
     * One person.
     *
     * @param devices how many sockets they have
     * @param lastSeenAt when they went offline; null, and left out, while they are online and if it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Presence(
            String userId, @JsonProperty("isOnline") boolean isOnline, int devices, Instant lastSeenAt) {

        static Presence of(Sighting seen) {
            return new Presence(seen.userId(), seen.isOnline(), seen.devices(), seen.lastSeen());
        }
    }

    /** The answer. */
    public record PresenceList(List<Presence> users) {}

    /**
     * Those of the people with whom the caller shares a conversation, in the order asked for. The others are left out, as are
     * those where one has blocked the other.
     *
     * @param userIds ids with commas between
     */
    @GET
    public Uni<PresenceList> of(@QueryParam("userIds") String userIds) {
        List<String> asked = parse(userIds);
        Identity identity = Identity.of(token, token.getRawToken());
        String caller = identity.caller().userId();
        return Uni.createFrom()
                .completionStage(() -> contacts.contactsOf(identity).toCompletionStage())
                .map(people -> visible(caller, asked, people))
                .chain(visible -> visible.isEmpty() ? Uni.createFrom().item(List.<Sighting>of()) : store.see(visible))
                .map(seen -> new PresenceList(seen.stream().map(Presence::of).toList()))
                .onFailure()
                .transform(PresenceResource::unavailable);
    }

    private List<String> visible(String caller, List<String> asked, List<String> contacts) {
        Set<String> shared = new HashSet<>(contacts);
        shared.add(caller);
        List<String> visible = new ArrayList<>(asked);
        visible.removeIf(person -> !shared.contains(person) || !news.maySee(caller, person));
        return visible;
    }

    private static List<String> parse(String userIds) {
        List<String> asked = userIds == null
                ? List.of()
                : Arrays.stream(userIds.split(",", MAX_PEOPLE + 1)).distinct().toList();
        if (asked.isEmpty() || asked.size() > MAX_PEOPLE || !asked.stream().allMatch(UserId::isValid)) {
            throw ProblemException.badRequest(
                    "userIds must be 1 to " + MAX_PEOPLE + " ids of people with commas between");
        }
        return asked;
    }

    private static ProblemException unavailable(Throwable failure) {
        LOGGER.warnf("presence not told, cause: %s", failure.getMessage());
        return new ProblemException(UNAVAILABLE, "SERVICE_UNAVAILABLE", "this cannot be answered right now");
    }
}
