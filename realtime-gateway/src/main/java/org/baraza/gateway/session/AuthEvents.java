package org.baraza.gateway.session;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.baraza.rest.ProblemException;

/** {@code auth:refresh}: a socket goes on with a new token of the same person, without a break. */
@Singleton
class AuthEvents implements SocketEventHandler {

    private final SocketAuthenticator authenticator;

    AuthEvents(SocketAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public List<String> events() {
        return List.of("auth:refresh");
    }

    @Override
    public void handle(Request request) {
        Identity renewed = authenticate(request.argument());
        if (!renewed.caller().userId().equals(request.identity().caller().userId())) {
            throw new ProblemException(401, "TOKEN_INVALID", "the token is another person's");
        }
        request.session().renew(renewed);
        request.ack().answer(EventCodec.toText(new Renewed(renewed.expiresAt())));
    }

    private Identity authenticate(JsonNode argument) {
        try {
            return authenticator.authenticate(argument.path("token"));
        } catch (ConnectRefusedException e) {
            throw e.asProblem();
        }
    }

    /** @param expiresAt when the socket ends, unless it is refreshed again */
    record Renewed(Instant expiresAt) {}
}
