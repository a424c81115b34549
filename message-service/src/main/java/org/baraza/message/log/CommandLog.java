package org.baraza.message.log;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.BatchTracing;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogConsumer;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.MessageViews;
import org.baraza.message.People;
import org.baraza.store.StoreSetup;

/** Runs the pipeline from start to stop: begins once the directory is known and the store has its indexes. */
@ApplicationScoped
public class CommandLog {

    private static final String GROUP = "message-service";

    private final UserDirectory directory;
    private final StoreSetup storeSetup;
    private final LogWriter writer;
    private final LogConsumer<MessageCommand> consumer;

    CommandLog(
            MessageServiceConfig config,
            Stores stores,
            UserDirectory directory,
            StoreSetup storeSetup,
            Tracer tracer,
            MeterRegistry registry) {
        LogSettings settings = config.logSettings();
        this.directory = directory;
        this.storeSetup = storeSetup;
        this.writer = LogWriter.blocking(settings, config.log().eventTimeout(), Clock.systemUTC(), registry);
        CommandHandler handler = new CommandHandler(
                stores,
                new BatchPlan.Rules(People.of(directory), config.log().editWindow()),
                new EventPublisher(
                        writer,
                        new MessageViews(directory),
                        stores,
                        config.log().writeTimeout()),
                new BatchTracing(tracer, Topics.MESSAGE_COMMANDS),
                Clock.systemUTC(),
                new CommandHandler.Limits(
                        config.log().writeTimeout(), config.log().rememberedConversations()));
        this.consumer = new LogConsumer<>(
                settings,
                GROUP,
                Topics.MESSAGE_COMMANDS,
                EventCodec.of(MessageCommand.class),
                LogConsumer.UnknownTypes.REJECT,
                handler,
                writer,
                registry);
    }

    void start(@Observes StartupEvent event) {
        directory
                .start()
                .thenCombine(storeSetup.whenDone(), (known, made) -> null)
                .thenRun(consumer::start);
    }

    void stop(@Observes ShutdownEvent event) {
        consumer.close();
        writer.close();
    }

    /** Whether commands are being carried out, or will be once the directory and the store are there. */
    public boolean isAlive() {
        return !consumer.hasEnded() && !directory.hasEnded();
    }
}
