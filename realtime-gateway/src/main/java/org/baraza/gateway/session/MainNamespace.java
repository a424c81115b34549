package org.baraza.gateway.session;

import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.gateway.GatewayConfig;

/** The namespace {@code /}: people with their tokens, and the events of the platform. */
@Singleton
class MainNamespace implements NamespaceHandler {

    private final SocketAuthenticator authenticator;
    private final SessionMetrics metrics;
    private final SessionContext context;

    MainNamespace(
            GatewayConfig config,
            SocketAuthenticator authenticator,
            SocketEvents events,
            Sessions sessions,
            AccessRules access,
            SessionMetrics metrics) {
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.context = new SessionContext(config.sockets(), events, sessions, access);
    }

    /** Enters the socket everywhere before the client knows, so that it misses nothing from then on. */
    @Override
    public Member join(NamespaceSocket socket, Optional<ObjectNode> auth)
            throws ConnectRefusedException, NoPlaceException {
        try {
            Identity identity = authenticator.authenticate(auth);
            SocketSession session = new SocketSession(socket, identity, context);
            context.listener().connected(session, identity);
            return session;
        } catch (ConnectRefusedException | NoPlaceException e) {
            metrics.refused();
            throw e;
        }
    }
}
