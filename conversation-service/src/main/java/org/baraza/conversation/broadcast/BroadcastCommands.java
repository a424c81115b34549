package org.baraza.conversation.broadcast;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.eventlog.LogWriter;

/** Appends to the log what others carry out: broadcasts to {@code message-commands}, reminders to {@code notification-commands}. */
@ApplicationScoped
class BroadcastCommands {

    private final LogWriter writer;

    BroadcastCommands(ConversationServiceConfig config, MeterRegistry registry) {
        this.writer = LogWriter.blocking(
                config.logSettings(), config.broadcasts().appendTimeout(), Clock.systemUTC(), registry);
    }

    void stop(@Observes ShutdownEvent event) {
        writer.close();
    }

    /** Completes when the log has it. */
    Uni<Void> append(PublishBroadcast command) {
        return Uni.createFrom()
                .completionStage(() -> writer.append(
                        Topics.MESSAGE_COMMANDS,
                        command.conversationId(),
                        command,
                        command.commandId(),
                        Context.current()))
                .replaceWithVoid();
    }

    /** Completes when the log has it. */
    Uni<Void> append(PostNotification command) {
        return Uni.createFrom()
                .completionStage(() -> writer.append(
                        Topics.NOTIFICATION_COMMANDS, command.userId(), command, command.id(), Context.current()))
                .replaceWithVoid();
    }
}
