package org.baraza.notification.log;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.notification.NotificationServiceConfig;

/** Makes what the service reads and writes the log with. */
@ApplicationScoped
class LogConnections {

    private static final String SOURCE = "/baraza/notification-service";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    LogSettings settings(NotificationServiceConfig config) {
        return new LogSettings(
                config.kafka().bootstrapServers(),
                SOURCE,
                config.instanceId().orElse(""),
                config.kafka().properties());
    }

    /** One writer for requests and consumer: the events of a person stay in the order of the calls. */
    @Produces
    @Singleton
    LogWriter writer(LogSettings settings, NotificationServiceConfig config, Clock clock, MeterRegistry registry) {
        return LogWriter.nonBlocking(settings, config.kafka().deliveryTimeout(), clock, registry);
    }

    void close(@Disposes LogWriter writer) {
        writer.close();
    }

    @Produces
    @Singleton
    UserDirectory directory(LogSettings settings, MeterRegistry registry) {
        return new UserDirectory(settings, registry);
    }

    void close(@Disposes UserDirectory directory) {
        directory.close();
    }
}
