package org.baraza.notification.planner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.contracts.presence.PresenceEvent;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.notification.NotificationServiceConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reads what decides on pushes, in a group of its own: whatever holds pushes up holds up no in-app notification, and the other
 * way round. Alive as long as its threads are.
 */
@Liveness
@ApplicationScoped
class PushEventsConsumer implements HealthCheck {

    private static final String GROUP = "notification-service-push";

    private final LogConsumer<PresenceEvent> receipts;
    private final LogConsumer<MessageEvent> messages;
    private final LogConsumer<NotificationCommand> posts;

    PushEventsConsumer(
            LogSettings settings,
            LogWriter deadLetters,
            MessageEventsForPush onMessages,
            PresenceEventsForPush onReceipts,
            PostsForPush onPosts,
            NotificationServiceConfig config,
            MeterRegistry registry) {
        LogSettings gathering = settings.gathering(config.push().gather());
        this.receipts = new LogConsumer<>(
                gathering,
                GROUP + "-receipts",
                Topics.PRESENCE_EVENTS,
                EventCodec.of(PresenceEvent.class),
                LogConsumer.UnknownTypes.SKIP,
                onReceipts,
                deadLetters,
                registry);
        this.messages = new LogConsumer<>(
                gathering,
                GROUP,
                Topics.MESSAGE_EVENTS,
                EventCodec.of(MessageEvent.class),
                LogConsumer.UnknownTypes.SKIP,
                onMessages,
                deadLetters,
                registry);
        this.posts = new LogConsumer<>(
                gathering,
                GROUP + "-posts",
                Topics.NOTIFICATION_COMMANDS,
                EventCodec.of(NotificationCommand.class),
                LogConsumer.UnknownTypes.SKIP,
                onPosts,
                deadLetters,
                registry);
    }

    void start(@Observes StartupEvent event) {
        receipts.start();
        messages.start();
        posts.start();
    }

    void stop(@Observes ShutdownEvent event) {
        posts.close();
        messages.close();
        receipts.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("push-events")
                .status(!messages.hasEnded() && !receipts.hasEnded() && !posts.hasEnded())
                .build();
    }
}
