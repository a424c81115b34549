package org.baraza.conversation.broadcast;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogWriter;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Reads {@code presence-events} for broadcasts that people's devices have shown. */
@Liveness
@ApplicationScoped
class ReceiptConsumer implements HealthCheck {

    private static final String GROUP = "conversation-service";

    private final LogWriter deadLetterWriter;
    private final LogConsumer<MessagesReceived> consumer;

    ReceiptConsumer(ConversationServiceConfig config, Receipts receipts, MeterRegistry registry) {
        this.deadLetterWriter = LogWriter.blocking(
                config.logSettings(), config.projection().deadLetterTimeout(), Clock.systemUTC(), registry);
        this.consumer = new LogConsumer<>(
                config.logSettings(),
                GROUP + "-receipts",
                Topics.PRESENCE_EVENTS,
                EventCodec.of(MessagesReceived.class),
                LogConsumer.UnknownTypes.SKIP,
                new ReceiptBatches(receipts, config.projection().writeTimeout()),
                deadLetterWriter,
                registry);
    }

    void start(@Observes StartupEvent event) {
        consumer.start();
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
        deadLetterWriter.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("receipts")
                .status(!consumer.hasEnded())
                .build();
    }
}
