package org.baraza.message;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.baraza.eventlog.LogSettings;

/** Everything that can be set about this service beyond Quarkus's own settings. */
@ConfigMapping(prefix = "message-service")
public interface MessageServiceConfig {

    /** How to reach the log. */
    Kafka kafka();

    /**
     * Stable name of this instance. With it a restarted instance has its partitions back at once, without it after the
     * session timeout of 10 s.
     */
    Optional<String> instanceId();

    /** The pipeline from commands to events. */
    Log log();

    /** Reads of the clients. */
    History history();

    /** What clients lack. */
    Sync sync();

    /** What clients lack. */
    interface Sync {

        /** A page that takes longer is told to the client as the store being away (503). */
        @WithDefault("4s")
        Duration readTimeout();

        /** Pages that are read at the same time; further ones wait, so that a storm of them leaves the store to the writer. */
        @WithDefault("16")
        int atOnce();

        /** A page that has not had its turn by then is told to the client as the store being away (503). */
        @WithDefault("2s")
        Duration turnTimeout();

        /** A client that lacks more messages of a conversation than this is told to page its history instead. */
        @WithDefault("1000")
        long resetAfter();
    }

    /** Reads of the clients. */
    interface History {

        /** A store that takes longer is told to the client as away (503). */
        @WithDefault("2500ms")
        Duration readTimeout();
    }

    /** Kafka. */
    interface Kafka {

        /** {@code host:port} of one broker or several, comma-separated. */
        String bootstrapServers();

        /** Further client properties, such as {@code security.protocol}. */
        Map<String, String> properties();
    }

    /** The pipeline from commands to events. */
    interface Log {

        /** A write to the store that takes longer is taken for failed and tried again. */
        @WithDefault("10s")
        Duration writeTimeout();

        /** Events that the brokers have not acknowledged by then are written again. Below Kafka's poll interval of 5 min. */
        @WithDefault("2m")
        Duration eventTimeout();

        /** Of how many conversations a partition's writer remembers the last number; about 200 bytes each. */
        @WithDefault("100000")
        int rememberedConversations();

        /** For how long after it was stored its sender may edit a direct message; broadcasts know no such end. */
        @WithDefault("15m")
        Duration editWindow();
    }

    /** The settings as the event log wants them. */
    default LogSettings logSettings() {
        return new LogSettings(
                kafka().bootstrapServers(),
                "/baraza/message-service",
                instanceId().orElse(""),
                kafka().properties());
    }
}
