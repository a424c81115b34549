package org.baraza.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.gateway.delivery.MessageDelivery;
import org.baraza.gateway.delivery.NotificationDelivery;
import org.baraza.gateway.log.GatewayLog;
import org.baraza.gateway.presence.PresenceBoard;
import org.baraza.gateway.session.Draining;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up once the log was reached and is being followed, and until the gateway is about to end. A log or a Redis that goes away
 * later does not take it down: every other gateway would be as badly off, and clients would lose their sockets for nothing.
 */
@Readiness
@ApplicationScoped
class GatewayReadiness implements HealthCheck {

    private final GatewayLog log;
    private final MessageDelivery messages;
    private final NotificationDelivery notifications;
    private final PresenceBoard presence;
    private final Draining draining;

    GatewayReadiness(
            GatewayLog log,
            MessageDelivery messages,
            NotificationDelivery notifications,
            PresenceBoard presence,
            Draining draining) {
        this.log = log;
        this.messages = messages;
        this.notifications = notifications;
        this.presence = presence;
        this.draining = draining;
    }

    @Override
    public HealthCheckResponse call() {
        boolean following = messages.isLive() && notifications.isLive() && presence.isLive();
        return HealthCheckResponse.named("gateway")
                .withData("log reached", log.isReady())
                .withData("following events", following)
                .withData("draining", draining.hasBegun())
                .status(log.isReady() && following && !draining.hasBegun())
                .build();
    }
}
