package org.baraza.notification.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.MessageId;
import org.baraza.contracts.UserId;
import org.baraza.contracts.user.AccountType;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.notification.inbox.NotificationId;
import org.baraza.rest.Caller;
import org.baraza.rest.ProblemException;
import org.baraza.store.StoreUnavailableException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Why somebody was told of a message, or of what another system posted, by a channel, or not. */
@Path("/api/v1/notifications/decisions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private static final int MAX_ID_LENGTH = 256;

    private final DecisionRepository decisions;
    private final UnwrittenDecisions unwritten;
    private final Duration timeout;
    private final JsonWebToken token;

    DecisionResource(
            DecisionRepository decisions,
            UnwrittenDecisions unwritten,
            NotificationServiceConfig config,
            JsonWebToken token) {
        this.decisions = decisions;
        this.unwritten = unwritten;
        this.timeout = config.inbox().storeTimeout();
        this.token = token;
    }

    /** A decision as clients see it. */
    public record DecisionView(
            @JsonInclude(JsonInclude.Include.NON_NULL) String messageId,
            @JsonInclude(JsonInclude.Include.NON_NULL) String notificationId,
            String userId,
            String channel,
            String reason,
            Instant decidedAt,
            Instant heldUntil,
            long firstSeq,
            long lastSeq,
            int attempts,
            List<DeviceOutcome> devices) {

        static DecisionView of(Asked asked, Decision decision) {
            return new DecisionView(
                    asked.messageId(),
                    asked.notificationId(),
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

    /** Those on a message or notification, one by each channel; none while it is not decided, or it is nothing to the person. */
    public record DecisionList(List<DecisionView> decisions) {}

    /**
     * What is asked about.
     *
     * @param messageId as it was given; null if a notification was
     * @param notificationId as it was given; null if a message was
     * @param cause the conversation, or that of the notification
     * @param seq the number of the message, or of the notification's first
     */
    private record Asked(String messageId, String notificationId, String cause, long seq) {}

    /**
     * @param messageId a message; or else
     * @param notificationId a notification
     * @param userId whose; null for the caller. Somebody else's is for super admins
     */
    @GET
    public Uni<DecisionList> of(
            @QueryParam("messageId") String messageId,
            @QueryParam("notificationId") String notificationId,
            @QueryParam("userId") String userId) {
        Caller caller = Caller.of(token);
        Asked asked = asked(messageId, notificationId);
        String person = person(caller, userId);
        return decisions
                .of(person, asked.cause(), asked.seq())
                .flatMap(written -> withUnwritten(written, person, asked))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> new StoreUnavailableException("the database did not answer in time"))
                .map(found -> new DecisionList(found.stream()
                        .map(decision -> DecisionView.of(asked, decision))
                        .toList()));
    }

    private Uni<List<Decision>> withUnwritten(List<Decision> written, String person, Asked asked) {
        return written.stream().anyMatch(decision -> DecisionChannel.PUSH.name().equals(decision.channel()))
                ? Uni.createFrom().item(written)
                : unwritten
                        .of(person, asked.cause(), asked.seq())
                        .map(pushes ->
                                Stream.concat(pushes.stream(), written.stream()).toList());
    }

    private static Asked asked(String messageId, String notificationId) {
        if (notificationId == null) {
            MessageId message = parse(messageId);
            return new Asked(message.toString(), null, message.conversation().value(), message.seq());
        }
        if (messageId != null) {
            throw ProblemException.badRequest("either messageId or notificationId is asked about");
        }
        NotificationId id = NotificationId.parse(notificationId)
                .orElseThrow(() -> ProblemException.badRequest("notificationId must be the id of a notification"));
        return new Asked(null, id.toString(), id.cause(), id.occurrence());
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
