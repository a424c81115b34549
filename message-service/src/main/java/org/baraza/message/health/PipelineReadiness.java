package org.baraza.message.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.directory.UserDirectory;
import org.baraza.message.store.StoreSetup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once the directory is known and the store has its indexes. */
@Readiness
@ApplicationScoped
class PipelineReadiness implements HealthCheck {

    private final UserDirectory directory;
    private final StoreSetup storeSetup;

    PipelineReadiness(UserDirectory directory, StoreSetup storeSetup) {
        this.directory = directory;
        this.storeSetup = storeSetup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("directory and indexes")
                .withData("directory", directory.isLive())
                .withData("indexes", storeSetup.isDone())
                .status(directory.isLive() && storeSetup.isDone())
                .build();
    }
}
