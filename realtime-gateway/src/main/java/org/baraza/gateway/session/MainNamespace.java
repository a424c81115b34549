package org.baraza.gateway.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
            StateRecovery recovery,
            SessionMetrics metrics) {
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.context = new SessionContext(config.sockets(), events, sessions, access, recovery);
    }

    @Override
    public Member join(NamespaceSocket socket, Optional<ObjectNode> auth)
            throws ConnectRefusedException, NoPlaceException {
        try {
            Identity identity = authenticator.authenticate(auth);
            return begin(new SocketSession(socket, identity, context), identity);
        } catch (ConnectRefusedException | NoPlaceException e) {
            metrics.refused();
            throw e;
        }
    }

    /** Enters the socket everywhere before the client knows, so that it misses nothing from then on. */
    private SocketSession begin(SocketSession session, Identity identity) throws NoPlaceException {
        context.recovery().begin(session, identity).ifPresent(session::recoverable);
        context.listener().connected(session, identity);
        return session;
    }

    @Override
    public CompletionStage<Member> enter(NamespaceSocket socket, Optional<ObjectNode> auth) {
        Optional<String> pid = auth.map(data -> data.path("pid").textValue());
        if (pid.isEmpty()) {
            return NamespaceHandler.super.enter(socket, auth);
        }
        try {
            Identity identity = authenticator.authenticate(auth);
            String offset = auth.map(data -> data.path("offset").asText("")).orElse("");
            return resume(new SocketSession(socket, identity, context), identity, pid.get(), offset);
        } catch (ConnectRefusedException e) {
            metrics.refused();
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Member> resume(SocketSession session, Identity identity, String pid, String offset) {
        CompletableFuture<Member> member = new CompletableFuture<>();
        context.recovery()
                .resume(session, identity, pid, offset, () -> context.listener().connected(session, identity))
                .whenComplete((resumed, failure) -> {
                    if (failure != null) {
                        metrics.refused();
                        member.completeExceptionally(failure);
                    } else if (resumed) {
                        member.complete(session);
                    } else {
                        session.loop().run(() -> beginInstead(session, identity, member));
                    }
                });
        return member;
    }

    /** As a client that has not been here. */
    private void beginInstead(SocketSession session, Identity identity, CompletableFuture<Member> member) {
        try {
            member.complete(begin(session, identity));
        } catch (NoPlaceException e) {
            metrics.refused();
            member.completeExceptionally(e);
        }
    }
}
