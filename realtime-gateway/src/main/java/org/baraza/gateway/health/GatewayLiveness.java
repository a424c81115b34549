package org.baraza.gateway.health;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.baraza.directory.UserDirectory;
import org.baraza.gateway.delivery.Follower;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only if a thread that follows the log has ended, which a restart mends; stores and brokers have no say. */
@Liveness
@ApplicationScoped
class GatewayLiveness implements HealthCheck {

    private final List<Follower> followers;
    private final UserDirectory directory;

    GatewayLiveness(Instance<Follower> followers, UserDirectory directory) {
        this.directory = directory;
        this.followers = followers.stream().toList();
    }

    @Override
    public HealthCheckResponse call() {
        boolean ended = followers.stream().anyMatch(follower -> follower.tail().hasEnded()) || directory.hasEnded();
        return HealthCheckResponse.named("gateway").status(!ended).build();
    }
}
