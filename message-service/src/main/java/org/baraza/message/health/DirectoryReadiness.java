package org.baraza.message.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.directory.UserDirectory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once the directory is known. */
@Readiness
@ApplicationScoped
class DirectoryReadiness implements HealthCheck {

    private final UserDirectory directory;

    DirectoryReadiness(UserDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("directory").status(directory.isLive()).build();
    }
}
