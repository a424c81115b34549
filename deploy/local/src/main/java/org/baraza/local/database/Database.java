package org.baraza.local.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.baraza.local.process.JavaCommand;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;

/**
 * The database and, where it is ours, its process.
 *
 * @param kind which of the three it is
 * @param uri the connection string of its clients
 * @param process its process; empty when somebody else runs it
 */
public record Database(Kind kind, String uri, Optional<ManagedProcess> process) {

    /** Where the data rests. */
    public enum Kind {
        URI("the MongoDB at MONGODB_URI"),
        MONGOD("a mongod of its own, one-node replica set"),
        STAND_IN("the built-in stand-in, NOT FOR PRODUCTION: for trying out only");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** What to tell a person. */
        public String description() {
            return description;
        }
    }

    public static final String NAME = "database";

    private static final String REPLICA_SET = "rs0";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    /**
     * A database that is not started yet; its folder is made if absent and differs by kind, as the files do.
     *
     * @param data the parent of its folder
     * @param logs the folder its log file goes to
     * @param port its port, unless somebody else runs it
     */
    public static Database at(DatabaseChoice choice, Path data, Path logs, int port) {
        if (choice instanceof DatabaseChoice.Uri elsewhere) {
            return new Database(Kind.URI, elsewhere.uri(), Optional.empty());
        }
        Path log = logs.resolve(NAME + ".log");
        return choice instanceof DatabaseChoice.Mongod mongod
                ? mongod(mongod.program(), data.resolve("mongodb"), log, port)
                : standIn(data.resolve("stand-in"), log, port);
    }

    /**
     * The running process.
     *
     * @throws IllegalStateException if somebody else runs the database
     */
    public ManagedProcess ownProcess() {
        return process.orElseThrow(() -> new IllegalStateException("the database is not ours: " + kind));
    }

    private static Database mongod(Path program, Path data, Path log, int port) {
        List<String> command = List.of(
                program.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--replSet",
                REPLICA_SET,
                "--wiredTigerCacheSizeGB",
                "0.5",
                "--oplogSize",
                "512");
        ReplicaSet replicaSet = new ReplicaSet(REPLICA_SET, port, log.resolveSibling("replica-set.log"));
        ProcessSpec spec = ProcessSpec.of(NAME, command, data, log, new Readiness.Probe(replicaSet::makePrimary))
                .withStartTimeout(START_TIMEOUT);
        String uri = "mongodb://127.0.0.1:" + port + "/?replicaSet=" + REPLICA_SET;
        return new Database(Kind.MONGOD, uri, Optional.of(new ManagedProcess(spec)));
    }

    private static Database standIn(Path data, Path log, int port) {
        JavaCommand command = JavaCommand.main(
                Database.class.getPackageName() + ".StandInDatabaseMain",
                List.of("-Xms32m", "-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                data.toString(),
                Integer.toString(port));
        ProcessSpec spec = ProcessSpec.of(NAME, command.toList(), data, log, new Readiness.Line(StandInDatabase.READY));
        String uri = "mongodb://127.0.0.1:" + port;
        return new Database(Kind.STAND_IN, uri, Optional.of(new ManagedProcess(spec)));
    }
}
