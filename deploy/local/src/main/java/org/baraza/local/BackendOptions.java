package org.baraza.local;

import java.nio.file.Path;
import java.util.Set;

import org.baraza.local.database.DatabaseChoice;

/**
 * Which backends to start, and where.
 *
 * @param wanted which
 * @param data the folder of their data
 * @param logs the folder of their log files
 * @param database which database, if one is wanted
 * @param kafkaPort Kafka's port for clients; 0 picks a free one
 * @param redisPort the port of Redis; 0 picks a free one
 * @param databasePort the port of a database of ours; 0 picks a free one
 */
public record BackendOptions(
        Set<Backend> wanted,
        Path data,
        Path logs,
        DatabaseChoice database,
        int kafkaPort,
        int redisPort,
        int databasePort) {

    public BackendOptions {
        wanted = Set.copyOf(wanted);
        data = data.toAbsolutePath().normalize();
        logs = logs.toAbsolutePath().normalize();
        checkPort("kafkaPort", kafkaPort);
        checkPort("redisPort", redisPort);
        checkPort("databasePort", databasePort);
    }

    /** Backends for a test below one folder, on free ports, with the database that the environment asks for. */
    public static BackendOptions in(Path folder, Set<Backend> wanted) {
        return new BackendOptions(
                wanted, folder.resolve("data"), folder.resolve("logs"), DatabaseChoice.fromEnvironment(), 0, 0, 0);
    }

    public BackendOptions withDatabase(DatabaseChoice choice) {
        return new BackendOptions(wanted, data, logs, choice, kafkaPort, redisPort, databasePort);
    }

    /** Fixed ports, for a restart under the same addresses; 0 picks a free one. */
    public BackendOptions withPorts(int kafka, int redis, int databases) {
        return new BackendOptions(wanted, data, logs, database, kafka, redis, databases);
    }

    private static void checkPort(String field, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(field + " must be between 0 and 65535: " + port);
        }
    }
}
