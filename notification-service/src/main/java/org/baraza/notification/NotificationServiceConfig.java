package org.baraza.notification;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;

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

    /** Mails about notifications. */
    Mail mail();

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
         * Time from one batch of messages or commands to the next, in which events gather; one after a calm is taken at once. A
         * batch of one costs nearly what a batch of a hundred does. Nothing gathers on an instance while somebody waits there for their own write.
         */
        @WithDefault("100ms")
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
        @WithDefault("1s")
        Duration poll();

        /** Time from one batch of events to the next, in which they gather; nothing is due for longer. */
        @WithDefault("500ms")
        Duration gather();

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

        /** Firebase Cloud Messaging; without it Android devices get nothing but what the outbox holds. */
        Optional<Fcm> fcm();

        /** Apple's push service; without it Apple's devices get nothing but what the outbox holds. */
        Optional<Apns> apns();

        /** Our account with Google. */
        interface Fcm {

            /** The JSON file of a service account that may send messages of its project. */
            String credentials();

            /** Where FCM is; by default where Google says. */
            Optional<URI> endpoint();
        }

        /** Our key with Apple. */
        interface Apns {

            /** The file of the signing key ({@code .p8}). */
            String keyFile();

            /** The key's id, 10 characters. */
            String keyId();

            /** The team's id, 10 characters. */
            String teamId();

            /** The app's bundle id. */
            String topic();

            /**
             * Where APNs is; by default {@code https://api.push.apple.com}. Apps under development have
             * {@code https://api.sandbox.push.apple.com}.
             */
            Optional<URI> endpoint();
        }

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

    /** Mails about notifications. Without a server and without an outbox there are none. */
    interface Mail {

        /** Who they are from: an address, or a name and an address in angle brackets. */
        @WithDefault("Baraza <no-reply@localhost>")
        String from();

        /** Where the website is, on which the paths of notifications lead somewhere. */
        @WithDefault("http://localhost:8080")
        URI website();

        /** Where people reach the API, for the link that ends mails; https for any mail provider to use it. */
        @WithDefault("http://localhost:8080")
        URI api();

        /** Signs the links that end mails, at least 32 characters; needed where there are mails. */
        Optional<String> secret();

        /** A secret that signed links before, and is accepted still. */
        Optional<String> earlierSecret();

        /** Time of day at which digests go out, by the person's clock. */
        @WithDefault("08:00")
        LocalTime digestAt();

        /** The day of weekly digests. */
        @WithDefault("MONDAY")
        DayOfWeek weeklyOn();

        /** Time from a notification to its instant mail, in which reading makes it needless. */
        @WithDefault("2m")
        Duration delay();

        /** Time between two instant mails to a person, at least. */
        @WithDefault("15m")
        Duration pause();

        /** Time from one batch of events to the next, in which they gather. */
        @WithDefault("1s")
        Duration gather();

        /** Time between two looks for mails that are due. */
        @WithDefault("1s")
        Duration poll();

        /** Time after which a mail that a replica has taken up and not brought to an end is taken up by another. */
        @WithDefault("15m")
        Duration lease();

        /**
         * Time after which a connection on which nothing comes is closed; a mail as a whole has twice as long. Servers look
         * through a mail before they answer, and what is given up meanwhile may come twice.
         */
        @WithDefault("5m")
        Duration timeout();

        /** Time before a mail is tried again; doubled each time, at most an hour. */
        @WithDefault("1m")
        Duration backoff();

        /** Time after which a mail that nobody takes is given up. */
        @WithDefault("3d")
        Duration maxAge();

        /**
         * Age past which a notification is in no mail, so that mails which begin late, or a log that is read from its beginning, tell
         * nobody of what is long ago; longer than a week, else weekly digests lack some.
         */
        @WithDefault("14d")
        Duration reach();

        /** Time that an address which was refused for good is left alone. */
        @WithDefault("7d")
        Duration refusedPause();

        /** Mails under way at a time, a thread and a connection each. */
        @WithDefault("4")
        int workers();

        /** The server that takes mails. */
        Smtp smtp();

        /** The server that takes mails. */
        interface Smtp {

            /** Its name or address; without one the outbox takes them. */
            Optional<String> host();

            @WithDefault("587")
            int port();

            /** Whether a connection turns to TLS after its greeting: {@code REQUIRED}, {@code OPTIONAL}, {@code DISABLED}. */
            @WithDefault("REQUIRED")
            StartTLSOptions startTls();

            /** Whether a connection is TLS from its beginning. */
            @WithDefault("false")
            boolean ssl();

            /** Who logs in; without one nobody does. */
            Optional<String> username();

            Optional<String> password();
        }
    }
}
