package org.baraza.gateway.health;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.baraza.gateway.delivery.Follower;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only if a thread that follows the log has ended, which a restart mends; stores and brokers have no say. */
@Liveness
@ApplicationScoped
class GatewayLiveness implements HealthCheck {

    private final List<Follower> followers;

    GatewayLiveness(Instance<Follower> followers) {
        this.followers = followers.stream().toList();
    }

    @Override
    public HealthCheckResponse call() {
        boolean ended = followers.stream().anyMatch(follower -> follower.tail().hasEnded());
        return HealthCheckResponse.named("gateway").status(!ended).build();
    }
}
