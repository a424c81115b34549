package org.baraza.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.gateway.delivery.MessageDelivery;
import org.baraza.gateway.delivery.NotificationDelivery;
import org.baraza.gateway.presence.PresenceBoard;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down only if a thread that follows the log has ended, which a restart mends; stores and brokers have no say. */
@Liveness
@ApplicationScoped
class GatewayLiveness implements HealthCheck {

    private final MessageDelivery messages;
    private final NotificationDelivery notifications;
    private final PresenceBoard presence;

    GatewayLiveness(MessageDelivery messages, NotificationDelivery notifications, PresenceBoard presence) {
        this.messages = messages;
        this.notifications = notifications;
        this.presence = presence;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ended = messages.hasEnded() || notifications.hasEnded() || presence.hasEnded();
        return HealthCheckResponse.named("gateway").status(!ended).build();
    }
}
