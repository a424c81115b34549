package org.baraza.message.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.message.log.CommandLog;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only if the thread that carries out commands has ended, which a restart mends; stores and brokers have no say. */
@Liveness
@ApplicationScoped
class PipelineLiveness implements HealthCheck {

    private final CommandLog log;

    PipelineLiveness(CommandLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("command log").status(log.isAlive()).build();
    }
}
