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

    /** Why people were told, or not. */
    Decision decision();

    /** A folder: what a channel without credentials would send is written there. Without it such a channel is none. */
    Optional<String> outboxDir();

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

    /** Why people were told, or not. */
    interface Decision {

        /** Time that decisions are kept; nobody can ask for older ones. Longer than any push is under way. */
        @WithDefault("30d")
        Duration retention();

        /** Time between two looks for decisions that are too old. */
        @WithDefault("10m")
        Duration sweepInterval();
    }

    /** Pushes to devices. */
    interface Push {

        /** Whether browsers may register endpoints that are not on the public internet: for tests alone. */
        @WithDefault("false")
        boolean privateEndpoints();

        /** Time from storing a message to pushing it to whoever has neither seen nor read it. */
        @WithDefault("5s")
        Duration delay();

        /** Time a message waits that was read from the log later than that, so that what stands behind it is heard first. */
        @WithDefault("15s")
        Duration catchUp();

        /** Time after which a message is too old to be pushed, and a provider forgets a push. */
        @WithDefault("24h")
        Duration maxAge();

        /** Time between two looks for what is due. */
        @WithDefault("500ms")
        Duration poll();

        /** Time after which a push that a replica has taken up and not brought to an end is taken up by another. */
        @WithDefault("60s")
        Duration lease();

        /** Time a provider has for one push; past it the push is tried again. */
        @WithDefault("10s")
        Duration timeout();

        /** Time before a provider is tried again; doubled each time, at most 5 minutes and 8 attempts. */
        @WithDefault("2s")
        Duration backoff();

        /** Pushes under way at a time, a thread each. */
        @WithDefault("16")
        int workers();

        /** A PEM file of certificates that are trusted in place of the system's: for tests and proxies. */
        Optional<String> trustedCertificates();

        /** Web Push; without it browsers get nothing but what the outbox holds. */
        Optional<Web> web();

        /** Our keys of Web Push (VAPID). */
        interface Web {

            /** How push services reach the operator: a {@code mailto:} or {@code https:} address. */
            String subject();

            /** The public key, 65 bytes in base64url; the website subscribes with it. */
            String publicKey();

            /** The private key, 32 bytes in base64url. */
            String privateKey();
        }
    }
}
