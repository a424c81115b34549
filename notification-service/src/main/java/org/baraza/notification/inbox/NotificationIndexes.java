package org.baraza.notification.inbox;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jboss.logging.Logger;

/** Makes the indexes at the start, however long the database takes to come up; until then the service is not ready. */
@Startup
@Readiness
@ApplicationScoped
class NotificationIndexes implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(NotificationIndexes.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    private final NotificationRepository repository;
    private volatile boolean made;
    private Cancellable making = () -> {};

    NotificationIndexes(NotificationRepository repository) {
        this.repository = repository;
    }

    void start(@Observes StartupEvent event) {
        making = repository
                .createIndexes()
                .onFailure()
                .invoke(e -> LOGGER.warnf("indexes not made yet, trying again, cause: %s", e.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .subscribe()
                .with(done -> made = true);
    }

    void stop(@Observes ShutdownEvent event) {
        making.cancel();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("indexes").status(made).build();
    }
}
