package org.baraza.gateway.log;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.apache.kafka.common.errors.TimeoutException;
import org.baraza.contracts.Topics;
import org.baraza.eventlog.LogWriter;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.session.Admission;
import org.jboss.logging.Logger;

/** What this gateway writes to the log, from event loops: {@link #append} never blocks. */
@Singleton
public class GatewayLog implements Admission.Condition {

    private static final Logger LOGGER = Logger.getLogger(GatewayLog.class);
    private static final List<String> TOPICS = List.of(Topics.MESSAGE_COMMANDS, Topics.PRESENCE_EVENTS);
    private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(60);

    private final LogWriter writer;
    private final Thread warmUp = new Thread(this::awaitTopics, "await-topics");
    private volatile boolean ready;

    GatewayLog(GatewayConfig config, MeterRegistry registry) {
        this.writer =
                LogWriter.nonBlocking(config.logSettings(), config.commands().timeout(), Clock.systemUTC(), registry);
    }

    void start(@Observes StartupEvent event) {
        warmUp.setDaemon(true);
        warmUp.start();
    }

    void stop(@Observes ShutdownEvent event) {
        warmUp.interrupt();
        writer.close();
    }

    /** Whether the log was reached; false only at the start. */
    public boolean isReady() {
        return ready;
    }

    @Override
    public boolean isInPlace() {
        return ready;
    }

    /**
     * Appends one event; see {@link LogWriter#append}.
     *
     * @param id the CloudEvents id
     */
    public CompletableFuture<?> append(String topic, String key, Object event, String id, Context trace) {
        return writer.append(topic, key, event, id, trace);
    }

    private void awaitTopics() {
        try {
            for (String topic : TOPICS) {
                awaitTopic(topic);
            }
            ready = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTopic(String topic) throws InterruptedException {
        while (true) {
            try {
                writer.awaitTopic(topic, TOPIC_TIMEOUT);
                return;
            } catch (TimeoutException e) {
                LOGGER.warnf("the log cannot be reached yet, trying again, topic: %s", topic);
            }
        }
    }
}
