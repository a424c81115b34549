package org.baraza.acceptance.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.baraza.acceptance.platform.Metrics;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.process.ManagedProcess;

/**
 * What the services and Redis hold.
 *
 * @param figures how much of what, in the order of the table
 * @param heaps the heap of each process
 */
record Inventory(Map<Figure, Long> figures, Map<String, Heap> heaps) {

    private static final List<String> GATEWAYS = List.of("gateway-1", "gateway-2");
    private static final List<String> ALL =
            List.of("gateway-1", "gateway-2", "message-service", "conversation-service", "notification-service");

    private static final List<String> GAUGES = List.of(
            "baraza_gateway_sessions_open",
            "baraza_gateway_sessions_unauthenticated",
            "baraza_gateway_users_online",
            "baraza_gateway_commands_pending");

    private static final String CODE = "org.baraza.gateway.";
    private static final List<String> OF_SESSIONS = List.of(
            "session.EngineSession", "session.SocketConnection", "session.NamespaceSocket", "session.SocketSession");
    private static final List<String> OF_PEOPLE_HERE = List.of(
            "presence.Watchers$Watch",
            "presence.PresenceStore$Lease",
            "presence.Reading",
            "command.PendingCommands$Pending",
            "recovery.RecoveryStore$Entry",
            "typing.Typists$Typist");

    private static final String ADDRESSES = "gateway:";
    private static final String ONLINE = "{presence}:online";
    private static final String SEEN = "{presence}:seen";
    private static final List<String> KINDS = List.of("{presence}:leases:", "{recovery}:", "{own}:", ADDRESSES);

    /** What keys there are when nobody is there and every lease is over. */
    static final List<String> LASTING_KEYS = List.of(ADDRESSES, SEEN);

    static Inventory of(LocalPlatform platform) {
        Map<Figure, Long> figures = new LinkedHashMap<>();
        Map<String, Heap> heaps = new LinkedHashMap<>();
        for (String service : ALL) {
            ManagedProcess process = platform.process(service);
            Heap heap = Heap.of(process.pid());
            heaps.put(service, heap);
            figures.put(Figure.heap(service), heap.bytes() >> 10);
            figures.put(Figure.buffers(service), buffers(platform, service));
            figures.put(Figure.threads(service), threads(process));
            putDescriptors(figures, service, Descriptors.of(process, platform));
            if (GATEWAYS.contains(service)) {
                OF_SESSIONS.forEach(name -> figures.put(Figure.sessions(service, name), heap.count(CODE + name)));
                OF_PEOPLE_HERE.forEach(name -> figures.put(Figure.objects(service, name), heap.count(CODE + name)));
            }
        }
        figures.putAll(gauges(platform));
        try (Redis redis = Redis.at(platform.redisUrl())) {
            Map<String, Long> keys = keysByKind(redis);
            Stream.concat(KINDS.stream(), keys.keySet().stream())
                    .distinct()
                    .forEach(kind -> figures.put(Figure.keys(kind), keys.getOrDefault(kind, 0L)));
            Stream.of(ONLINE, SEEN).forEach(set -> figures.put(Figure.members(set), redis.membersOf(set)));
        }
        return new Inventory(figures, heaps);
    }

    private static void putDescriptors(Map<Figure, Long> figures, String service, Descriptors descriptors) {
        figures.put(Figure.descriptors(service), descriptors.others());
        figures.put(Figure.requests(service), descriptors.requests());
        figures.put(Figure.database(service), descriptors.toDatabase());
        figures.put(Figure.redis(service), descriptors.toRedis());
    }

    /** What is zero at gateways that nobody is connected to. */
    static Map<Figure, Long> gauges(LocalPlatform platform) {
        Map<Figure, Long> values = new LinkedHashMap<>();
        GATEWAYS.forEach(gateway -> GAUGES.forEach(
                gauge -> values.put(Figure.gauge(gateway, gauge), (long) Metrics.sum(platform, gateway, gauge))));
        return values;
    }

    /** How many connections of clients, and between gateways and services, are open. */
    static long requests(LocalPlatform platform) {
        return ALL.stream()
                .mapToLong(service ->
                        Descriptors.of(platform.process(service), platform).requests())
                .sum();
    }

    private static long buffers(LocalPlatform platform, String service) {
        return (long) Metrics.sum(platform, service, "jvm_buffer_memory_used_bytes") >> 10;
    }

    /** How many keys Redis has of each kind; one of which there is only one is a kind by its name. */
    static Map<String, Long> keysByKind(Redis redis) {
        return redis.keys().stream()
                .collect(Collectors.groupingBy(
                        key -> KINDS.stream()
                                .filter(key::startsWith)
                                .findFirst()
                                .orElse(key),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** What there is more of than there may be: whose, what, how much before and now. */
    List<String> excessOver(Inventory before) {
        return figures.entrySet().stream()
                .filter(now -> now.getValue() > now.getKey().mostAfter(before.get(now.getKey())))
                .map(now -> excess(now.getKey(), before, now.getValue()))
                .toList();
    }

    private String excess(Figure figure, Inventory before, long now) {
        long was = before.get(figure);
        Heap heap = heaps.get(figure.process());
        String grown = heap == null ? "" : "; in the heap: " + heap.grownSince(before.heaps.get(figure.process()));
        return "%s, %s: before %d, after %d, at most %d%s"
                .formatted(figure.process(), figure.what(), was, now, figure.mostAfter(was), grown);
    }

    /** A line for each figure: whose, what, before and now. Where there is none and was none there is no line. */
    String besides(Inventory before) {
        return figures.entrySet().stream()
                .filter(now -> now.getValue() != 0 || before.get(now.getKey()) != 0)
                .map(now -> String.format(
                        Locale.ROOT,
                        "%-22s %-45s %,10d %,10d",
                        now.getKey().process(),
                        now.getKey().what(),
                        before.get(now.getKey()),
                        now.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private long get(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    private static long threads(ManagedProcess process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
