package org.baraza.acceptance.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.ConnectionString;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.process.ManagedProcess;

/**
 * The file descriptors that a process has open (Linux).
 *
 * @param requests connections of clients, and between the gateways and the services
 * @param toDatabase connections to the database
 * @param toRedis connections to Redis
 * @param others all else: files, listening sockets, connections to Kafka, and so on
 */
record Descriptors(long requests, long toDatabase, long toRedis, long others) {

    private static final String SOCKET = "socket:[";
    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    /** @param ports at both ends */
    private record Connection(int local, int remote) {

        boolean isAt(Set<Integer> ports) {
            return ports.contains(local) || ports.contains(remote);
        }
    }

    static Descriptors of(ManagedProcess process, LocalPlatform platform) {
        Set<Integer> http = platform.processes().stream()
                .map(some -> some.spec().environment().get("HTTP_PORT"))
                .filter(port -> port != null)
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
        Set<Integer> database = new ConnectionString(platform.mongoUri())
                .getHosts().stream()
                        .map(host -> Integer.valueOf(host.substring(host.lastIndexOf(':') + 1)))
                        .collect(Collectors.toSet());
        Set<Integer> redis = Set.of(URI.create(platform.redisUrl()).getPort());
        Path of = Path.of("/proc", Long.toString(process.pid()));
        Map<String, Connection> connections = connections(of.resolve("net"));
        long requests = 0;
        long toDatabase = 0;
        long toRedis = 0;
        long others = 0;
        for (String target : targets(of.resolve("fd"))) {
            Connection connection = connections.get(target);
            if (connection != null && connection.isAt(http)) {
                requests++;
            } else if (connection != null && connection.isAt(database)) {
                toDatabase++;
            } else if (connection != null && connection.isAt(redis)) {
                toRedis++;
            } else {
                others++;
            }
        }
        return new Descriptors(requests, toDatabase, toRedis, others);
    }

    /** By what a descriptor of theirs points to. */
    private static Map<String, Connection> connections(Path net) {
        Map<String, Connection> connections = new HashMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(net.resolve(table))) {
                String[] columns = line.strip().split("\\s+");
                if (!columns[STATE].equals(LISTENING)) {
                    connections.put(
                            SOCKET + columns[INODE] + ']', new Connection(port(columns[LOCAL]), port(columns[REMOTE])));
                }
            }
        }
        return connections;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEXADECIMAL);
    }

    /** Without the heading. */
    private static List<String> lines(Path table) {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> targets(Path folder) {
        try (Stream<Path> descriptors = Files.list(folder)) {
            return descriptors.flatMap(Descriptors::target).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of a descriptor that was closed meanwhile. */
    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
