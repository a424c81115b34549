package org.baraza.notification.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.log.EverybodyKnown;
import org.baraza.rest.AppliedLog;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reads {@code message-events} from when everybody's name is known, so that no notification goes out without one. Alive as
 * long as its thread is, whatever is away meanwhile.
 */
@Liveness
@ApplicationScoped
class MessageEventsConsumer implements HealthCheck, AppliedLog {

    private static final String GROUP = "notification-service";

    private final UserDirectory directory;
    private final EverybodyKnown everybodyKnown;
    private final LogConsumer<MessageEvent> consumer;

    MessageEventsConsumer(
            UserDirectory directory,
            EverybodyKnown everybodyKnown,
            LogSettings settings,
            LogWriter deadLetters,
            MessageNotifier notifier,
            NotificationServiceConfig config,
            MeterRegistry registry) {
        this.directory = directory;
        this.everybodyKnown = everybodyKnown;
        this.consumer = new LogConsumer<>(
                settings.gathering(config.kafka().gather()),
                GROUP,
                Topics.MESSAGE_EVENTS,
                EventCodec.of(MessageEvent.class),
                LogConsumer.UnknownTypes.SKIP,
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
    public CompletionStage<Boolean> await(String name, int partition, long offset, Duration bound) {
        return Topics.named(name).equals(Topics.MESSAGE_EVENTS)
                ? consumer.positions().await(partition, offset, bound)
                : CompletableFuture.completedFuture(true);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("message-events")
                .status(!consumer.hasEnded() && !directory.hasEnded())
                .build();
    }
}
