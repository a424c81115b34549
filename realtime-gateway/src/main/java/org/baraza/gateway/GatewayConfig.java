package org.baraza.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.baraza.eventlog.LogSettings;

/** Everything that can be set about the gateway beyond Quarkus's own settings. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** Name of this instance, unique among the gateways. */
    String id();

    /** Where the other gateways reach this one, {@code http://host:port}. */
    URI address();

    /** Largest body of a request other than a broadcast, in bytes; a larger one is answered with 413. */
    @WithDefault("262144")
    long maxBodyBytes();

    /** How to reach the log. */
    Kafka kafka();

    /** Who answers what the gateway forwards. */
    Services services();

    /** Sockets. */
    Sockets sockets();

    /** Commands of the clients. */
    Commands commands();

    /** Who is online. */
    Presence presence();

    /** What sockets are told. */
    Delivery delivery();

    /** Clients that come back after a short break. */
    Recovery recovery();

    /** How the gateway ends. */
    Drain drain();

    /** Kafka. */
    interface Kafka {

        /** {@code host:port} of one broker or several, comma-separated. */
        String bootstrapServers();

        /** Further client properties, such as {@code security.protocol}. */
        Map<String, String> properties();
    }

    /** Who answers what the gateway forwards. */
    interface Services {

        /** Address of conversation-service. */
        URI conversations();

        /** Address of message-service. */
        URI messages();

        /** Address of notification-service. */
        URI notifications();

        /** After this long without an answer the client gets a 503. */
        @WithDefault("5s")
        Duration timeout();

        /** Connections to each service. */
        @WithDefault("64")
        int connections();
    }

    /** Sockets. */
    interface Sockets {

        /** How often the server pings each client. */
        @WithDefault("25s")
        Duration pingInterval();

        /** A client that has not answered a ping by then is gone; its transport is closed. */
        @WithDefault("20s")
        Duration pingTimeout();

        /** A transport whose client has not sent a good CONNECT by then is closed. */
        @WithDefault("10s")
        Duration connectTimeout();

        /**
         * Sockets of this instance whose client has not sent a good CONNECT yet; with a further one the oldest of them is
         * closed as if its time had come. Each may hold 32 KiB.
         */
        @WithDefault("2000")
        int maxUnauthenticated();

        /** Largest message or posted body from a client, in bytes; the transport of a larger one is closed (1009). */
        @WithDefault("262144")
        int maxMessageBytes();

        /** Sockets of this instance; further ones are answered with 503 and Retry-After. */
        @WithDefault("15000")
        int maxOpen();

        /** Sockets that one person may have on this instance; a further CONNECT is refused. */
        @WithDefault("50")
        int maxPerUser();

        /**
         * Sockets of this instance from one address, or from one IPv6 network of 64 bits; further ones are answered with 429 and
         * Retry-After. Many people share one address.
         */
        @WithDefault("2000")
        int maxPerAddress();

        /**
         * Proxies in front of this instance, addresses or ranges such as {@code 10.0.0.0/8}: only theirs is the header that names
         * the client's address. Without it the address of the connection counts.
         */
        Optional<List<String>> trustedProxies();

        /** The header that these proxies set: {@code X-Forwarded-For} or {@code Forwarded}. */
        @WithDefault("X-Forwarded-For")
        String forwardedHeader();

        /** Frames a second from one socket, or packets by long-polling; one that sends more is closed (4002). */
        @WithDefault("300")
        int framesPerSecond();

        /** Frames that one socket may send at once before the rate applies. */
        @WithDefault("1000")
        int frameBurst();

        /** Events of one socket that wait for their answer; further ones are answered with 429 and not carried out. */
        @WithDefault("200")
        int maxUnanswered();

        /** Past so many bytes that wait for one socket, it is not sent what is worth nothing later, such as who is typing. */
        @WithDefault("65536")
        int maxEphemeralBacklog();

        /** What may wait to be written to one socket, in bytes; a slower client is closed (4008) and syncs when it is back. */
        @WithDefault("1048576")
        int maxOutboundBytes();

        /** Events a second from one socket; further ones are answered with 429 and not carried out. */
        @WithDefault("200")
        int eventsPerSecond();

        /** Events that one socket may send at once before the rate applies. */
        @WithDefault("400")
        int eventBurst();

        /** Syncs a second of one person on their sockets; further ones are answered with 429. */
        @WithDefault("10")
        int syncsPerSecond();

        /** Syncs that one person may ask for at once before the rate applies. */
        @WithDefault("50")
        int syncBurst();

        /** Conversations that one socket may have joined; the next join forgets the oldest. */
        @WithDefault("200")
        int maxJoined();
    }

    /** Commands of the clients. */
    interface Commands {

        /** A command without an answer by then is told to be of unknown outcome: send again, with the same id. */
        @WithDefault("15s")
        Duration timeout();

        /** Commands of this instance without an answer yet; further ones are refused as unavailable. */
        @WithDefault("20000")
        int maxPending();

        /** Commands a second that one person may send, on all their sockets of this instance. */
        @WithDefault("100")
        int perSecond();

        /** Commands that one person may send at once before the rate applies. */
        @WithDefault("200")
        int burst();
    }

    /** Who is online. */
    interface Presence {

        /** How long a connection counts as open after the last sign of life of its gateway; at most 45 s. */
        @WithDefault("30s")
        Duration lease();

        /** How often leases are renewed. */
        @WithDefault("10s")
        Duration renewal();

        /** How long somebody stays online after their last connection closed, so that a reload does not flicker. */
        @WithDefault("3s")
        Duration offlineGrace();

        /** How often expired leases are looked for. */
        @WithDefault("1s")
        Duration sweep();

        /** For how long it is known when somebody was online last. */
        @WithDefault("30d")
        Duration lastSeen();

        /** How often this instance compares what it told its clients with what is so. */
        @WithDefault("10s")
        Duration reconciliation();
    }

    /** What sockets are told. */
    interface Delivery {

        /**
         * Events about notifications of which it is known that sockets were told of them, about 200 bytes each. A writer that
         * has crashed repeats those of its last seconds; one that comes again when it is forgotten is told again.
         */
        @WithDefault("50000")
        int rememberedEvents();
    }

    /** Clients that come back after a short break are sent what they have missed. */
    interface Recovery {

        /** Whether they are. If not, events carry no offset and no client is told that it can come back. */
        @WithDefault("true")
        boolean enabled();

        /** How long after a break a client is taken back; later ones sync. */
        @WithDefault("2m")
        Duration window();

        /** How often it is written down where the sockets are: a gateway that dies leaves what is at most as old. */
        @WithDefault("1m")
        Duration renewal();

        /** Records that are remembered for clients that come back. */
        @WithDefault("100000")
        int maxRecords();

        /** What these may take in memory together, in bytes, about. */
        @WithDefault("67108864")
        long maxBytes();

        /** Events that a client is sent at once when it is back; with more to tell it is not taken back. */
        @WithDefault("1000")
        int maxEvents();

        /** How long a client that is back waits for Redis, and for this instance to come as far as it has, each. */
        @WithDefault("2s")
        Duration patience();
    }

    /** How the gateway ends. */
    interface Drain {

        /** Over how long the transports are closed at most, so that clients do not all come back at once. */
        @WithDefault("20s")
        Duration window();

        /** Transports closed a second at least; with few of them the window is shorter. */
        @WithDefault("200")
        int closesPerSecond();
    }

    /** The settings as the event log wants them. */
    default LogSettings logSettings() {
        return new LogSettings(
                kafka().bootstrapServers(), "/baraza/realtime-gateway/" + id(), "", kafka().properties());
    }
}
