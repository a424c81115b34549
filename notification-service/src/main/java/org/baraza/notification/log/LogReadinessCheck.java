package org.baraza.notification.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.apache.kafka.common.errors.TimeoutException;
import org.baraza.contracts.Topics;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.LogWriter;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready when everybody's name is known and the topics to write to have been seen. */
@Readiness
@ApplicationScoped
class LogReadinessCheck implements HealthCheck {

    private static final Logger LOGGER = Logger.getLogger(LogReadinessCheck.class);
    private static final List<String> WRITTEN = List.of(
            Topics.NOTIFICATION_EVENTS,
            Topics.deadLettersOf(Topics.NOTIFICATION_EVENTS),
            Topics.deadLettersOf(Topics.MESSAGE_EVENTS),
            Topics.deadLettersOf(Topics.NOTIFICATION_COMMANDS),
            Topics.deadLettersOf(Topics.PRESENCE_EVENTS));
    private static final Duration LOOK_FOR_TOPIC = Duration.ofSeconds(1);

    private final UserDirectory directory;
    private final LogWriter writer;
    private volatile boolean topicsSeen;
    private volatile boolean stopping;

    LogReadinessCheck(UserDirectory directory, LogWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    void start(@Observes StartupEvent event) {
        CompletableFuture.runAsync(this::findTopics).exceptionally(e -> {
            LOGGER.error("the topics to write to were not found", e);
            return null;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void findTopics() {
        while (!topicsSeen && !stopping) {
            try {
                for (String topic : WRITTEN) {
                    writer.awaitTopic(topic, LOOK_FOR_TOPIC);
                }
                topicsSeen = true;
            } catch (TimeoutException e) {
                // the broker is away; the readiness check says so meanwhile
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        boolean directoryLive = directory.isLive();
        return HealthCheckResponse.named("log")
                .withData("directory", directoryLive)
                .withData("topics", topicsSeen)
                .status(directoryLive && topicsSeen)
                .build();
    }
}
