package org.baraza.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.baraza.eventlog.LogSettings;

/** Everything that can be set about this service beyond Quarkus's own settings. */
@ConfigMapping(prefix = "conversation-service")
public interface ConversationServiceConfig {

    /** How to reach the log. */
    Kafka kafka();

    /**
     * Stable name of this instance. With it a restarted instance has its partitions back at once, without it after the
     * session timeout of 10 s.
     */
    Optional<String> instanceId();

    /** From events to conversations. */
    Projection projection();

    /** What people read. */
    Inbox inbox();

    /** Scheduled broadcasts and reminders. */
    Broadcasts broadcasts();

    /** Scheduled broadcasts and reminders. */
    interface Broadcasts {

        /** Between two looks for what is due: so late a scheduled broadcast may be. */
        @WithDefault("200ms")
        Duration tick();

        /** What the brokers have not acknowledged by then is handed to them again. */
        @WithDefault("5s")
        Duration appendTimeout();
    }

    /** Kafka. */
    interface Kafka {

        /** {@code host:port} of one broker or several, comma-separated. */
        String bootstrapServers();

        /** Further client properties, such as {@code security.protocol}. */
        Map<String, String> properties();
    }

    /** From events to conversations. */
    interface Projection {

        /**
         * Time from one batch of events to the next, in which they gather; one after a calm is taken at once. A batch of one
         * costs nearly what a batch of a hundred does. Nothing gathers on an instance while somebody waits there for their own write.
         */
        @WithDefault("50ms")
        Duration gather();

        /** A write to the store that takes longer is taken for failed and tried again. */
        @WithDefault("10s")
        Duration writeTimeout();

        /** Dead letters that the brokers have not acknowledged by then are written again. */
        @WithDefault("30s")
        Duration deadLetterTimeout();
    }

    /** What people read. */
    interface Inbox {

        /** A read that takes longer is answered with 503, so that a hanging store does not hold requests. */
        @WithDefault("2500ms")
        Duration readTimeout();
    }

    /** The settings as the event log wants them. */
    default LogSettings logSettings() {
        return new LogSettings(
                kafka().bootstrapServers(),
                "/baraza/conversation-service",
                instanceId().orElse(""),
                kafka().properties());
    }
}
