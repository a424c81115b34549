package org.baraza.store;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Until the indexes are there the service is neither started nor ready; a store that goes away later has no say. */
@Startup
@Readiness
@ApplicationScoped
class IndexReadiness implements HealthCheck {

    private final StoreSetup setup;

    IndexReadiness(StoreSetup setup) {
        this.setup = setup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("indexes").status(setup.isDone()).build();
    }
}
