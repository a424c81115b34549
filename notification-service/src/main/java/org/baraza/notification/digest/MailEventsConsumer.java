package org.baraza.notification.digest;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.NotificationEvent;
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
 * Reads what the service itself says of notifications, in a group of its own: what mails need holds up no notification, and what
 * was said is read again after a crash until it is applied. Nobody waits for it, so that events gather for long.
 */
@Liveness
@ApplicationScoped
class MailEventsConsumer implements HealthCheck {

    private static final String GROUP = "notification-service-mail";

    private final Optional<LogConsumer<NotificationEvent>> consumer;
    private final EverybodyKnown everybodyKnown;

    MailEventsConsumer(
            EverybodyKnown everybodyKnown,
            LogSettings settings,
            LogWriter deadLetters,
            MailFeed feed,
            Mailer mailer,
            NotificationServiceConfig config,
            MeterRegistry registry) {
        this.everybodyKnown = everybodyKnown;
        this.consumer = mailer.isConfigured()
                ? Optional.of(new LogConsumer<>(
                        settings.gathering(config.mail().gather()),
                        GROUP,
                        Topics.NOTIFICATION_EVENTS,
                        EventCodec.of(NotificationEvent.class),
                        LogConsumer.UnknownTypes.SKIP,
                        feed,
                        deadLetters,
                        registry))
                : Optional.empty();
    }

    void start(@Observes StartupEvent event) {
        consumer.ifPresent(reader -> everybodyKnown.then(reader::start));
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.ifPresent(LogConsumer::close);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mail-events")
                .status(consumer.filter(LogConsumer::hasEnded).isEmpty())
                .build();
    }
}
