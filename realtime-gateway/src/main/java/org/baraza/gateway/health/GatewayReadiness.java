package org.baraza.gateway.health;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.baraza.gateway.delivery.Follower;
import org.baraza.gateway.log.GatewayLog;
import org.baraza.gateway.session.Admission;
import org.baraza.gateway.session.Draining;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up while clients are taken: once the log was reached and is being followed, and until the gateway is about to end. A log or a Redis that goes away
 * later does not take it down: every other gateway would be as badly off, and clients would lose their sockets for nothing.
 */
@Readiness
@ApplicationScoped
class GatewayReadiness implements HealthCheck {

    private final Admission admission;
    private final GatewayLog log;
    private final List<Follower> followers;
    private final Draining draining;

    GatewayReadiness(Admission admission, GatewayLog log, Instance<Follower> followers, Draining draining) {
        this.admission = admission;
        this.log = log;
        this.followers = followers.stream().toList();
        this.draining = draining;
    }

    @Override
    public HealthCheckResponse call() {
        boolean following =
                followers.stream().allMatch(follower -> follower.tail().isLive());
        return HealthCheckResponse.named("gateway")
                .withData("log reached", log.isReady())
                .withData("following events", following)
                .withData("draining", draining.hasBegun())
                .status(admission.isOpen() && following)
                .build();
    }
}
