package org.baraza.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.baraza.local.database.Database;
import org.baraza.local.kafka.KafkaBroker;
import org.baraza.local.process.FileTree;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.Ports;
import org.baraza.local.redis.RedisServer;

/**
 * Running brokers and stores, each a child process that ends with this object or with this JVM.
 *
 * <p>For a test: {@code try (Backends backends = Backends.forTests(EnumSet.of(KAFKA, DATABASE))) { … }}.
 */
public final class Backends implements AutoCloseable {

    private final Optional<KafkaBroker> kafka;
    private final Optional<RedisServer> redis;
    private final Optional<Database> database;
    private final Runnable afterwards;

    private Backends(BackendOptions options, Runnable afterwards) {
        this.afterwards = afterwards;
        this.kafka = wanted(options, Backend.KAFKA)
                .map(o ->
                        KafkaBroker.at(o.data().resolve("kafka"), o.logs(), Ports.orFree(o.kafkaPort()), Ports.free()));
        this.redis = wanted(options, Backend.REDIS)
                .map(o -> RedisServer.at(o.data().resolve("redis"), o.logs(), Ports.orFree(o.redisPort())));
        this.database = wanted(options, Backend.DATABASE)
                .map(o -> Database.at(o.database(), o.data(), o.logs(), Ports.orFree(o.databasePort())));
    }

    /** Backends that are not started yet. */
    public static Backends prepare(BackendOptions options) {
        return new Backends(options, () -> {});
    }

    /**
     * Starts them side by side and returns when all are ready.
     *
     * @throws org.baraza.local.process.ProcessFailedException if one is not, with the end of its log; the others are ended
     */
    public static Backends start(BackendOptions options) {
        return prepare(options).startAll();
    }

    /** Starts backends for a test: in a new folder below {@code target}, on free ports, data removed on close. */
    public static Backends forTests(Set<Backend> wanted) {
        try {
            Path target = Files.createDirectories(Path.of("target", "backends").toAbsolutePath());
            BackendOptions options = BackendOptions.in(Files.createTempDirectory(target, "run-"), wanted);
            return new Backends(options, () -> FileTree.delete(options.data())).startAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kafka's {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return kafka().bootstrapServers();
    }

    /** For example {@code redis://127.0.0.1:6379}. */
    public String redisUrl() {
        return redis().url();
    }

    /** The connection string, without a database name. */
    public String mongoUri() {
        return database().uri();
    }

    public KafkaBroker kafka() {
        return present(kafka, Backend.KAFKA);
    }

    public RedisServer redis() {
        return present(redis, Backend.REDIS);
    }

    public Database database() {
        return present(database, Backend.DATABASE);
    }

    /** The processes that are ours, in the order in which to start them. */
    public List<ManagedProcess> processes() {
        List<ManagedProcess> processes = new ArrayList<>();
        kafka.map(KafkaBroker::process).ifPresent(processes::add);
        database.flatMap(Database::process).ifPresent(processes::add);
        redis.map(RedisServer::process).ifPresent(processes::add);
        return List.copyOf(processes);
    }

    /** Ends all of them, gently. */
    @Override
    public void close() {
        ManagedProcess.stopAll(processes());
        afterwards.run();
    }

    private Backends startAll() {
        try {
            processes().forEach(ManagedProcess::launch);
            processes().forEach(ManagedProcess::awaitReady);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Optional<BackendOptions> wanted(BackendOptions options, Backend backend) {
        return Optional.of(options).filter(o -> o.wanted().contains(backend));
    }

    private static <T> T present(Optional<T> handle, Backend backend) {
        return handle.orElseThrow(() -> new IllegalStateException(backend + " was not asked for"));
    }
}
