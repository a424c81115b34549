package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.Backend;
import org.baraza.local.BackendOptions;
import org.baraza.local.Backends;
import org.baraza.local.database.Database;
import org.baraza.local.process.ManagedProcess;

/**
 * The running platform: backends and services, each a child process, on loopback addresses only.
 *
 * <p>Processes are named {@code kafka}, {@code redis}, {@code database}, {@code conversation-service},
 * {@code message-service}, {@code notification-service} and {@code gateway-1} upwards; the second of a service that has replicas
 * has {@code -2} after its name, and so on. Each may be killed and started
 * again by its handle, and keeps its ports and data.
 */
public final class LocalPlatform implements AutoCloseable {

    private final PlatformOptions options;
    private final Progress progress;
    private final DataFolder folder;
    private final Backends backends;
    private final List<Service> services;
    private final Supervisor supervisor;
    private boolean closed;

    private LocalPlatform(PlatformOptions options, Progress progress, DataFolder folder) {
        this.options = options;
        this.progress = progress;
        this.folder = folder;
        this.backends = Backends.prepare(new BackendOptions(
                EnumSet.allOf(Backend.class), folder.path(), folder.logs(), options.database(), 0, 0, 0));
        this.services = new ServiceLauncher(StartChecks.repository(), options, folder, backends).prepare();
        this.supervisor = new Supervisor(progress, Clock.systemUTC(), RestartPolicy.FIRST_DELAY, this::writeState);
    }

    /**
     * Starts everything and returns when all of it is ready and knows the demo community.
     *
     * @throws SetupException if something on this machine stands in the way
     * @throws org.baraza.local.process.ProcessFailedException if a component does not start; the others are ended
     */
    public static LocalPlatform start(PlatformOptions options, Progress progress) {
        DataFolder folder = DataFolder.open(options.data(), options.ephemeral());
        try {
            StartChecks checks = new StartChecks(options, progress);
            checks.endLeftovers(folder.path());
            checks.refuseTakenPorts();
            LocalPlatform platform = new LocalPlatform(options, progress, folder);
            platform.startAll();
            return platform;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The base URL of a gateway, counted from 0. */
    public String gatewayUrl(int index) {
        return gateways().get(index).url();
    }

    /** The base URLs of all gateways. */
    public List<String> gatewayUrls() {
        return gateways().stream().map(Service::url).toList();
    }

    /** Where a service tells about itself: health, metrics. */
    public String managementUrl(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + name))
                .managementUrl();
    }

    /**
     * The handle of a process, by name.
     *
     * @throws IllegalArgumentException if there is none, as of a database somebody else runs
     */
    public ManagedProcess process(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process is called " + name));
    }

    /** All processes in the order in which they are started. */
    public List<ManagedProcess> processes() {
        return Stream.concat(backends.processes().stream(), services.stream().map(Service::process))
                .toList();
    }

    public Database database() {
        return backends.database();
    }

    public String mongoUri() {
        return backends.mongoUri();
    }

    public String kafkaBootstrap() {
        return backends.kafkaBootstrap();
    }

    public String redisUrl() {
        return backends.redisUrl();
    }

    public Tokens tokens() {
        return folder.tokens();
    }

    public Path data() {
        return folder.path();
    }

    /** Publishes people on {@code user-events}; the services hear of them soon after. */
    public void publishUsers(Collection<UserChanged> users) {
        try (UserPublisher publisher = new UserPublisher(kafkaBootstrap())) {
            publisher.publish(users);
        }
    }

    /** Completes with the name of a component that died too often to be started again; never without supervision. */
    public CompletableFuture<String> gaveUp() {
        return supervisor.gaveUp();
    }

    /** Ends everything: gateways, services, then brokers and stores. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.close();
        stopAll(gateways());
        stopAll(services);
        backends.close();
        PlatformState.remove(folder.path());
        folder.close();
    }

    private void startAll() {
        try {
            Startup startup = new Startup(progress);
            startup.startAll(backends.processes(), this::writeState);
            publishUsers(People.of(folder.path()).all());
            Map<Boolean, List<ManagedProcess>> makeTheirStore = services.stream()
                    .collect(Collectors.partitioningBy(
                            this::makesItsStore, Collectors.mapping(Service::process, Collectors.toList())));
            startup.startAll(makeTheirStore.get(true), this::writeState);
            startup.startAll(makeTheirStore.get(false), this::writeState);
            if (options.supervised()) {
                supervisor.watch(processes());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Whether a service does not find its collections and indexes made by an earlier one. Replicas that make them at the same
     * time get in each other's way, which not every build of a database bears.
     */
    private boolean makesItsStore(Service service) {
        return service.module() == ServiceModule.GATEWAY
                || services.stream()
                        .filter(other -> other.module() == service.module())
                        .findFirst()
                        .filter(service::equals)
                        .isPresent();
    }

    /** The next start ends what this one leaves behind if it is killed, so it has to be told at once. */
    private synchronized void writeState() {
        if (closed) {
            return;
        }
        List<RunningProcess> alive = processes().stream()
                .filter(ManagedProcess::isAlive)
                .map(process -> RunningProcess.of(process.name(), process.pid()))
                .toList();
        new PlatformState(RunningProcess.self(), gatewayUrls(), kafkaBootstrap(), alive).write(folder.path());
    }

    private List<Service> gateways() {
        return services.stream()
                .filter(service -> service.module() == ServiceModule.GATEWAY)
                .toList();
    }

    private static void stopAll(List<Service> services) {
        ManagedProcess.stopAll(services.stream().map(Service::process).toList());
    }
}
