package org.baraza.notification.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.NotificationCommand;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.log.EverybodyKnown;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reads {@code notification-commands} from when everybody's name is known, in a group of its own. Alive as long as its thread
 * is, whatever is away meanwhile.
 */
@Liveness
@ApplicationScoped
class NotificationCommandsConsumer implements HealthCheck {

    /** Not the group of {@code message-events}: a member of a group has one place in it, whatever it reads. */
    private static final String GROUP = "notification-service-commands";

    private final EverybodyKnown everybodyKnown;
    private final LogConsumer<NotificationCommand> consumer;

    NotificationCommandsConsumer(
            EverybodyKnown everybodyKnown,
            LogSettings settings,
            LogWriter deadLetters,
            PostNotifier notifier,
            NotificationServiceConfig config,
            MeterRegistry registry) {
        this.everybodyKnown = everybodyKnown;
        this.consumer = new LogConsumer<>(
                settings.gathering(config.kafka().gather()),
                GROUP,
                Topics.NOTIFICATION_COMMANDS,
                EventCodec.of(NotificationCommand.class),
                LogConsumer.UnknownTypes.REJECT,
                notifier,
                deadLetters,
                registry);
    }

    void start(@Observes StartupEvent event) {
        everybodyKnown.then(consumer::start);
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("notification-commands")
                .status(!consumer.hasEnded())
                .build();
    }
}
