package org.baraza.notification.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.UserId;
import org.baraza.contracts.user.AccountType;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;
import org.baraza.store.StoreUnavailableException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Why somebody was told of a message by a channel, or not. */
@Path("/api/v1/notifications/decisions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private static final int MAX_ID_LENGTH = 256;

    private final DecisionRepository decisions;
    private final Duration timeout;
    private final JsonWebToken token;

    DecisionResource(DecisionRepository decisions, NotificationServiceConfig config, JsonWebToken token) {
        this.decisions = decisions;
        this.timeout = config.inbox().storeTimeout();
        this.token = token;
    }

    /** A decision as clients see it. */
    public record DecisionView(
            String messageId,
            String userId,
            String channel,
            String reason,
            Instant decidedAt,
            Instant heldUntil,
            long firstSeq,
            long lastSeq,
            int attempts,
            List<DeviceOutcome> devices) {

        static DecisionView of(String messageId, Decision decision) {
            return new DecisionView(
                    messageId,
                    decision.userId(),
                    decision.channel(),
                    decision.reason(),
                    decision.decidedAt(),
                    decision.heldUntil(),
                    decision.firstSeq(),
                    decision.lastSeq(),
                    decision.attempts(),
                    decision.devices());
        }
    }

    /** Those on a message, one by each channel; none while it is not decided, or it is nothing to the person. */
    public record DecisionList(List<DecisionView> decisions) {}

    /** @param userId whose; null for the caller. Somebody else's is for super admins */
    @GET
    public Uni<DecisionList> of(@QueryParam("messageId") String messageId, @QueryParam("userId") String userId) {
        Caller caller = Caller.of(token);
        MessageId message = parse(messageId);
        String person = person(caller, userId);
        return decisions
                .of(person, message.conversation().value(), message.seq())
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new StoreUnavailableException("the database did not answer in time"))
                .map(found -> new DecisionList(found.stream()
                        .map(decision -> DecisionView.of(message.toString(), decision))
                        .toList()));
    }

    private static MessageId parse(String messageId) {
        try {
            if (messageId != null && messageId.length() <= MAX_ID_LENGTH) {
                return MessageId.parse(messageId);
            }
        } catch (IllegalArgumentException e) {
            // told below, as an id that is missing
        }
        throw ProblemException.badRequest("messageId must be the id of a message");
    }

    private static String person(Caller caller, String userId) {
        if (userId == null || userId.equals(caller.userId())) {
            return caller.userId();
        }
        if (caller.accountType() != AccountType.SUPER_ADMIN) {
            throw new ProblemException(403, "FORBIDDEN", "the decisions on others are for super admins");
        }
        if (!UserId.isValid(userId)) {
            throw ProblemException.badRequest("userId must be the id of a person");
        }
        return userId;
    }
}
