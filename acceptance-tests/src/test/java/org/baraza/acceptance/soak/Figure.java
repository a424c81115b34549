package org.baraza.acceptance.soak;

/**
 * Something that a process holds.
 *
 * @param process whose it is
 * @param what it is, with its unit
 * @param allowance how much more of it there may be afterwards than before
 * @param least so much of it there may be in any case
 */
record Figure(String process, String what, long allowance, long least) {

    /**
     * The table of a map that has grown stays as large when the map is empty; the rates of people are new at the gateway that they
     * had not been to; libraries and the JVM remember their own work. It is less than 250 bytes for each connection of a day, of
     * which one alone takes some ten thousand while it is open.
     */
    private static final long HEAP_KIB = 2_048;

    /** Pools grow with how much is written at the same moment, and are kept. */
    private static final long BUFFERS_KIB = 2_048;

    /** Each pool grows with how many reads have ever met, up to its driver's 100, and keeps them; and two that watch the server. */
    private static final long DATABASE_POOL = 102;

    /** The gateways' setting, {@code quarkus.redis.max-pool-size}, and one that listens. */
    private static final long REDIS_POOL = 5;

    /**
     * The JDK's timer of futures starts when it is needed first, so does each event loop, of which there are two for a processor;
     * an idle worker ends when it likes. Of one thread for each connection there would be hundreds.
     */
    private static final long THREADS = 8;

    /** Of an event loop that is needed first: its selector, what wakes it, its timer. */
    private static final long DESCRIPTORS = 8;

    /** An idle worker's queue refers to its last task, and with it to somebody who came back, until there is another. */
    private static final long HELD_BY_LAST_TASK = 1;

    static Figure heap(String process) {
        return new Figure(process, "heap, KiB", HEAP_KIB, 0);
    }

    static Figure buffers(String process) {
        return new Figure(process, "buffers outside the heap, KiB", BUFFERS_KIB, 0);
    }

    static Figure descriptors(String process) {
        return new Figure(process, "file descriptors but for the next", DESCRIPTORS, 0);
    }

    static Figure requests(String process) {
        return new Figure(process, "connections of clients and other services", 0, 0);
    }

    static Figure database(String process) {
        return new Figure(process, "connections to the database", 0, DATABASE_POOL);
    }

    static Figure redis(String process) {
        return new Figure(process, "connections to Redis", 0, REDIS_POOL);
    }

    static Figure threads(String process) {
        return new Figure(process, "threads", THREADS, 0);
    }

    static Figure gauge(String process, String gauge) {
        return new Figure(process, gauge, 0, 0);
    }

    static Figure sessions(String process, String className) {
        return new Figure(process, "objects " + className, 0, HELD_BY_LAST_TASK);
    }

    static Figure objects(String process, String className) {
        return new Figure(process, "objects " + className, 0, 0);
    }

    static Figure keys(String kind) {
        return new Figure("redis", "keys " + kind, 0, 0);
    }

    static Figure members(String set) {
        return new Figure("redis", "members of " + set, 0, 0);
    }

    /** How much of it there may be. @param before how much there was */
    long mostAfter(long before) {
        return Math.max(before + allowance, least);
    }
}
