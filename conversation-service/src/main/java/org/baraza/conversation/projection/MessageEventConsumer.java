package org.baraza.conversation.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.rest.AppliedLog;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Reads {@code message-events} from start to stop. Is down only if its thread has ended, which a restart mends; store and
 * brokers have no say in that.
 */
@Liveness
@ApplicationScoped
class MessageEventConsumer implements HealthCheck, AppliedLog {

    private static final String GROUP = "conversation-service";

    private final UserDirectory directory;
    private final LogWriter deadLetterWriter;
    private final LogConsumer<MessageEvent> consumer;

    MessageEventConsumer(
            ConversationServiceConfig config,
            @All List<Projection> projections,
            UserDirectory directory,
            Tracer tracer,
            MeterRegistry registry) {
        this.directory = directory;
        LogSettings settings = config.logSettings();
        this.deadLetterWriter =
                LogWriter.blocking(settings, config.projection().deadLetterTimeout(), Clock.systemUTC(), registry);
        this.consumer = new LogConsumer<>(
                settings.gathering(config.projection().gather()),
                GROUP,
                Topics.MESSAGE_EVENTS,
                EventCodec.of(MessageEvent.class),
                LogConsumer.UnknownTypes.SKIP,
                new EventDispatch(
                        projections,
                        new BatchTracing(tracer, Topics.MESSAGE_EVENTS),
                        config.projection().writeTimeout()),
                deadLetterWriter,
                registry);
    }

    void start(@Observes StartupEvent event) {
        consumer.start();
    }

    /** Finishes and commits the batch at hand. */
    void stop(@Observes ShutdownEvent event) {
        consumer.close();
        deadLetterWriter.close();
    }

    @Override
    public CompletionStage<Boolean> await(String name, int partition, long offset, Duration bound) {
        return Topics.named(name).equals(Topics.MESSAGE_EVENTS)
                ? consumer.positions().await(partition, offset, bound)
                : CompletableFuture.completedFuture(true);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("message events")
                .status(!consumer.hasEnded() && !directory.hasEnded())
                .build();
    }
}
