package org.baraza.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.platform.SetupException;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.Ports;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;
import org.baraza.local.process.SearchPath;

/**
 * The design that Baraza replaces: one Node process with Socket.IO, the Redis adapter and MongoDB. It uses the Redis and the
 * database of the platform beside it, in a database of its own, so both sides meet the same stores.
 */
final class OldDesign implements Contender, AutoCloseable {

    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final List<String> SHARED = List.of("redis", "database");

    private final LocalPlatform platform;
    private final Members members;
    private final ManagedProcess node;
    private final int port;

    private OldDesign(LocalPlatform platform, Members members, Path source) {
        this.platform = platform;
        this.members = members;
        this.port = Ports.free();
        Path folder = platform.data().resolve("old-design");
        install(source, folder);
        ProcessSpec spec = ProcessSpec.of(
                        "old-design",
                        List.of(
                                program("node"),
                                "--expose-gc",
                                folder.resolve("server.mjs").toString()),
                        folder,
                        platform.data().resolve("logs").resolve("old-design.log"),
                        new Readiness.Line("ready"))
                .withEnvironment(Map.of(
                        "PORT", Integer.toString(port),
                        "REDIS_URL", platform.redisUrl(),
                        "MONGODB_URI", platform.mongoUri(),
                        "JWT_PUBLIC_KEY", platform.tokens().publicKey().toString()));
        this.node = new ManagedProcess(spec);
    }

    /**
     * Installs its libraries with npm, and starts it.
     *
     * @param source the folder of its server
     */
    static OldDesign start(LocalPlatform platform, Members members, Path source) {
        OldDesign side = new OldDesign(platform, members, source);
        side.node.start();
        return side;
    }

    @Override
    public String name() {
        return "Node, Socket.IO";
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String tokenOf(String userId) {
        return members.tokenOf(userId);
    }

    @Override
    public Map<String, Duration> cpuTimes() {
        List<ManagedProcess> stores = platform.processes().stream()
                .filter(process -> SHARED.contains(process.name()))
                .toList();
        return ProcessUsage.cpuTimes(
                Stream.concat(Stream.of(node), stores.stream()).toList());
    }

    @Override
    public Set<String> deliveryProcesses() {
        return Set.of(node.name(), "redis");
    }

    /** The server collects its garbage when it gets SIGUSR2. */
    @Override
    public long residentBytes() {
        try {
            new ProcessBuilder("kill", "-USR2", Long.toString(node.pid()))
                    .start()
                    .waitFor();
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return ProcessUsage.residentBytes(node);
    }

    @Override
    public boolean takesOrdersFromASocket() {
        return true;
    }

    @Override
    public boolean hasLimits() {
        return false;
    }

    @Override
    public void fanOut(Room room, List<String> texts, ClientSocket sender) {
        String name = room == Room.CHAPTER ? "chapter:" + Members.CHAPTER : "broadcast:all";
        String payloads = texts.stream().map(OldDesign::payload).collect(Collectors.joining(",", "[", "]"));
        sender.emit("load:emit", "{\"room\":\"" + name + "\",\"payloads\":" + payloads + "}");
    }

    @Override
    public void close() {
        node.stop();
    }

    /** Of about the size of Baraza's. */
    private static String payload(String text) {
        return "{\"id\":\"66f0a1b2c3d4e5f607182930\",\"conversationId\":\"66f0a1b2c3d4e5f607182931\",\"isBroadcast\":true,"
                + "\"sender\":{\"id\":\"load-0\",\"_id\":\"load-0\",\"firstName\":\"Member\",\"lastName\":\"Number 0\","
                + "\"username\":\"load-0\",\"profileSlug\":\"load-0\",\"profilePhoto\":null},\"content\":\"" + text
                + "\",\"media\":[],\"isMine\":false,\"isRead\":false,\"isReadByMe\":false,\"readBy\":[\"load-0\"],"
                + "\"isEdited\":false,\"editedAt\":null,\"createdAt\":\"2026-01-02T03:04:05.678Z\",\"rev\":0,"
                + "\"isDeleted\":false,\"title\":\"Load\",\"priority\":\"NORMAL\"}";
    }

    private static void install(Path source, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "package-lock.json", "server.mjs")) {
                Files.copy(source.resolve(file), folder.resolve(file));
            }
            Process npm = new ProcessBuilder(program("npm"), "ci", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new SetupException("npm could not install the old design's libraries:\n"
                        + Files.readString(folder.resolve("npm.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the old design cannot be installed in " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String program(String name) {
        return SearchPath.find(name)
                .orElseThrow(
                        () -> new SetupException(
                                "No " + name
                                        + " on the PATH: the old design needs Node 18 or newer. '--without-old-design' measures Baraza alone."))
                .toString();
    }
}
