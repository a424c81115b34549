package org.baraza.conversation.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.conversation.conversation.StoreSetup;
import org.baraza.directory.UserDirectory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started, and ready, once the directory is known and the store has its indexes. */
@Startup
@Readiness
@ApplicationScoped
class ServiceReadiness implements HealthCheck {

    private final UserDirectory directory;
    private final StoreSetup storeSetup;

    ServiceReadiness(UserDirectory directory, StoreSetup storeSetup) {
        this.directory = directory;
        this.storeSetup = storeSetup;
    }

    @Override
    public HealthCheckResponse call() {
        boolean known = directory.isLive();
        boolean indexed = storeSetup.isDone();
        return HealthCheckResponse.named("directory and indexes")
                .withData("directory", known)
                .withData("indexes", indexed)
                .status(known && indexed)
                .build();
    }
}
