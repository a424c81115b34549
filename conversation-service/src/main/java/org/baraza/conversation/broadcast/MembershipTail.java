package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogTail;
import org.baraza.store.StoreUnavailableException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Follows {@code user-events} from its beginning, at every start and on every instance: standings say how far they were
 * followed, so what is known already costs one read a thousand people, and nothing that happened while no instance ran is
 * missed. Waits for a store that is away.
 */
@Liveness
@ApplicationScoped
class MembershipTail implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(MembershipTail.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Memberships memberships;
    private final Duration writeTimeout;
    private final LogTail<UserChanged> tail;
    private volatile boolean stopping;

    MembershipTail(ConversationServiceConfig config, Memberships memberships, MeterRegistry registry) {
        this.memberships = memberships;
        this.writeTimeout = config.projection().writeTimeout();
        this.tail = new LogTail<>(
                config.logSettings(),
                Topics.USER_EVENTS,
                LogTail.From.BEGINNING,
                EventCodec.of(UserChanged.class),
                this::apply,
                registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        tail.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("memberships").status(!tail.hasEnded()).build();
    }

    private void apply(List<LogRecord<UserChanged>> records) {
        while (!stopping) {
            try {
                memberships.apply(records).await().atMost(writeTimeout);
                return;
            } catch (StoreUnavailableException | TimeoutException e) {
                LOGGER.warnf("standings cannot follow the directory yet, trying again, cause: %s", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
