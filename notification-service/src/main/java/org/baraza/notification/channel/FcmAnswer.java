package org.baraza.notification.channel;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What an answer of FCM means for a push. */
final class FcmAnswer {

    /** What Google asks for where it does not say. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final String TOKEN_FIELD = "message.token";

    private FcmAnswer() {}

    /**
     * A token is dead only where Google itself says so: an address that is none, behind a proxy perhaps, answers with 404, too.
     *
     * @throws ProviderException if it says that the push was taken, and is no answer of FCM
     */
    static Outcome of(Provider.Reply reply, ObjectMapper json) {
        JsonNode body = read(reply.body(), json);
        int status = reply.status();
        if (status == 200) {
            if (body.path("name").asText("").isEmpty()) {
                throw new ProviderException("an answer without the message's name");
            }
            return Outcome.SENT;
        }
        if (status == 404) {
            return isUnregistered(body.path("error")) ? Outcome.DEAD : Outcome.REFUSED;
        }
        if (status == 400) {
            return isAboutToken(body.path("error")) ? Outcome.DEAD : Outcome.REFUSED;
        }
        if (status == 429) {
            Duration asked = RetryAfter.parse(reply.retryAfter());
            return new Outcome.Later(asked.isZero() ? PAUSE : asked);
        }
        if (status == 401 || status >= 500) {
            // 401: a fresh access token was refused as well, which is not the push's fault and will be mended
            return new Outcome.Later(RetryAfter.parse(reply.retryAfter()));
        }
        return Outcome.REFUSED;
    }

    private static boolean isUnregistered(JsonNode error) {
        return details(error)
                .anyMatch(
                        detail -> "UNREGISTERED".equals(detail.path("errorCode").asText()));
    }

    /** Most arguments can be wrong only if this service is; then the token stays. */
    private static boolean isAboutToken(JsonNode error) {
        boolean isViolation = details(error)
                .flatMap(detail -> elements(detail.path("fieldViolations")))
                .anyMatch(
                        violation -> TOKEN_FIELD.equals(violation.path("field").asText()));
        return isViolation || error.path("message").asText("").contains("registration token");
    }

    private static Stream<JsonNode> details(JsonNode error) {
        return elements(error.path("details"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(byte[] body, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
