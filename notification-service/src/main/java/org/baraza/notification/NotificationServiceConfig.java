package org.baraza.notification;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator may set of this service, beside Quarkus's own properties. */
@ConfigMapping(prefix = "notification-service")
public interface NotificationServiceConfig {

    /**
     * Stable name of this instance. With it an instance that restarts gets its partitions back at once; without it the
     * others wait for the session timeout after a crash.
     */
    Optional<String> instanceId();

    /** How to reach the log. */
    Kafka kafka();

    /** The in-app notifications. */
    Inbox inbox();

    /** What people wish. */
    Preference preference();

    /** Pushes to devices. */
    Push push();

    /** How to reach the log. */
    interface Kafka {

        /** {@code host:port} of one broker or several, comma-separated. */
        String bootstrapServers();

        /**
         * Time: an event that is not acknowledged by then counts as not published. The consumer then tries again; a request
         * has long been answered.
         */
        @WithDefault("10s")
        Duration deliveryTimeout();

        /**
         * Time: so long events gather on the broker before they are taken, unless many are there. A batch of one costs nearly
         * what a batch of a hundred does, and nobody waits for this service to hear of a message.
         */
        @WithDefault("20ms")
        Duration gather();

        /** Further Kafka client properties, security for example. */
        Map<String, String> properties();
    }

    /** The in-app notifications. */
    interface Inbox {

        /** Code points: a longer text is cut to this many and an ellipsis. */
        @WithDefault("140")
        int previewLength();

        /** Time: a request whose reads or writes take longer is answered with 503. */
        @WithDefault("2500ms")
        Duration storeTimeout();

        /**
         * Time: how long a request that marked something read waits until its event is acknowledged. Past it the answer is
         * given all the same, for the mark is stored.
         */
        @WithDefault("1s")
        Duration publishTimeout();
    }

    /** What people wish. */
    interface Preference {

        /** IANA name: the time zone of those who have not said theirs. */
        @WithDefault("UTC")
        ZoneId timeZone();
    }

    /** Pushes to devices. */
    interface Push {

        /** Whether browsers may register endpoints that are not on the public internet: for tests alone. */
        @WithDefault("false")
        boolean privateEndpoints();
    }
}
