package org.baraza.acceptance.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.baraza.acceptance.platform.RelayMain;
import org.baraza.local.process.FileTree;
import org.baraza.local.process.JavaCommand;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;

/**
 * A road to a server of this machine that leads through a network of its own:
 *
 * <pre>
 *   clients ─┐                                   ┌─────────────────┐
 *            ├── cable ── router ── cable ─────  │ relay           │
 *   server ──┘            (namespace)            │ (namespace)     │
 *                                                └─────────────────┘
 * </pre>
 *
 * Clients connect to the relay, and the relay to the server, over the same two cables. Both ends have real TCP connections to
 * the relay's address. Once the router's routes are blackholes, the packets of both directions vanish: no end hears that the
 * other one has closed, nothing is reset, no new connection comes through. Addresses are of those that are kept for
 * documentation (198.51.100.0/24), in links of four, another two for each process.
 */
public final class Road implements AutoCloseable {

    private static final int PORT = 8_080;
    /** A link has four addresses: of the network, of its two ends, to everybody. */
    private static final int LINK = 4;

    private static final int ROADS = 256 / (2 * LINK);

    private final String router = Namespaces.name("router");
    private final String relay = Namespaces.name("relay");
    private final String cable = "bz" + ProcessHandle.current().pid();
    private final int first = 2 * LINK * (int) (ProcessHandle.current().pid() % ROADS);
    private final String server;
    private final Thread closing = new Thread(this::removeNamespaces, "remove-namespaces");
    private ManagedProcess process;
    private Path folder;

    private Road(String server) {
        this.server = server;
    }

    /** Skips the test on a machine where there cannot be a road. */
    public static void assumePossible() {
        Namespaces.assumePossible();
    }

    /**
     * Builds one, and removes what earlier processes have left behind that could not do it.
     *
     * @param origin of the server, on the loopback interface
     */
    public static Road to(String origin) {
        Namespaces.removeLeftovers();
        Road road = new Road(origin);
        Runtime.getRuntime().addShutdownHook(road.closing);
        try {
            road.layCables();
            road.reachLoopback(URI.create(origin).getHost());
            road.startRelay();
            return road;
        } catch (RuntimeException e) {
            road.close();
            throw e;
        }
    }

    /** Where clients connect. */
    public String origin() {
        return "http://" + address(LINK + 2) + ':' + PORT;
    }

    /** From now on nothing comes through, either way. */
    public void becomeBlackhole() {
        Ip.batch(
                router,
                "route replace blackhole " + URI.create(server).getHost(),
                "route add blackhole " + address(1),
                "route add blackhole " + address(LINK + 2));
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
        removeNamespaces();
        Runtime.getRuntime().removeShutdownHook(closing);
        if (folder != null) {
            FileTree.delete(folder);
        }
    }

    /** With the router's namespace goes the cable to this one, and the route over it. */
    private void removeNamespaces() {
        Namespaces.removeIfThere(relay);
        Namespaces.removeIfThere(router);
    }

    private void layCables() {
        Ip.run("netns", "add", router);
        Ip.run("netns", "add", relay);
        Ip.run("link", "add", "name", cable, "type", "veth", "peer", "name", "north", "netns", router);
        Ip.run("addr", "add", address(1) + "/30", "dev", cable);
        Ip.run("link", "set", "dev", cable, "up");
        Ip.batch(
                router,
                "link add name south type veth peer name north netns " + relay,
                "addr add " + address(2) + "/30 dev north",
                "link set dev north up",
                "addr add " + address(LINK + 1) + "/30 dev south",
                "link set dev south up");
        Ip.batch(
                relay,
                "addr add " + address(LINK + 2) + "/30 dev north",
                "link set dev north up",
                "route add " + address(0) + "/30 via " + address(LINK + 1));
        Ip.run("route", "add", address(LINK) + "/30", "via", address(2));
        Ip.set(router, "ip_forward", 1);
    }

    /**
     * Servers of the local stack listen on the loopback address and on no other. So the relay's way to that address is made to
     * lead over the cables; the kernel lets it through where it is told to, and these interfaces are the only ones.
     */
    private void reachLoopback(String loopback) {
        Ip.setHere("conf/" + cable + "/route_localnet", 1);
        Ip.set(router, "conf/north/route_localnet", 1);
        Ip.set(router, "conf/south/route_localnet", 1);
        Ip.set(relay, "conf/north/route_localnet", 1);
        Ip.batch(router, "route add " + loopback + " via " + address(1));
        Ip.batch(relay, "route add " + loopback + " via " + address(LINK + 1) + " src " + address(LINK + 2));
    }

    private void startRelay() {
        folder = newFolder();
        JavaCommand java = new JavaCommand(
                List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")),
                List.of(RelayMain.class.getName(), address(LINK + 2), Integer.toString(PORT), server));
        process = new ManagedProcess(ProcessSpec.of(
                        "relay",
                        Ip.within(relay, java.toList()),
                        folder,
                        folder.resolve("relay.log"),
                        new Readiness.Line(RelayMain.READY)))
                .start();
    }

    private String address(int number) {
        return "198.51.100." + (first + number);
    }

    private static Path newFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target", "roads").toAbsolutePath());
            return Files.createTempDirectory(target, "road-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
