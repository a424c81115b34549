package org.baraza.benchmarks.contender;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.baraza.benchmarks.client.ClientSocket;

/** One of the two sides of the comparison, running. */
public interface Contender {

    /** As the tables call it. */
    String name();

    /** The base URL that clients connect to. */
    String url();

    /** An access token of a member of the load. */
    String tokenOf(String userId);

    /** The processor time used so far by each process that a message passes through, by name. */
    Map<String, Duration> cpuTimes();

    /** Those of them that have a part in {@link #fanOut}; what others do with the messages the other side does not do at all. */
    Set<String> deliveryProcesses();

    /** The resident memory of the process that holds the sockets, after it has collected its garbage. */
    long residentBytes();

    /**
     * Has messages delivered to everybody in a room, without the database: what a gateway does once a message is stored.
     *
     * @param room whom they are for
     * @param texts the texts of the messages, sent as one batch
     * @param sender a connected socket, for the side whose server takes such orders from a socket
     */
    void fanOut(Room room, List<String> texts, ClientSocket sender);

    /** Whether {@link #fanOut} uses the sender's socket, and so has to be called on the client's event loop. */
    boolean takesOrdersFromASocket();

    /** Whether it defends its clients against others. */
    boolean hasLimits();

    /** Whom a fan-out is for. */
    enum Room {
        /** The members of {@link Members#CHAPTER}. */
        CHAPTER,
        /** Everybody. */
        EVERYBODY
    }
}
