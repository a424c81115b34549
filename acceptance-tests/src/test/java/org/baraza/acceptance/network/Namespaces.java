package org.baraza.acceptance.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The network namespaces of this process, and those that earlier runs have left behind. Each name holds the id of the process
 * that made it, so that runs at the same time do not meet.
 */
final class Namespaces {

    private static final String PREFIX = "baraza-road-";
    private static final int ROOT = 0;

    private Namespaces() {}

    /** Skips the test where none can be made, or fails it if {@code REQUIRE_NAMESPACES} is set. */
    static void assumePossible() {
        boolean possible = Ip.isThere() && uid() == ROOT && canBeMade();
        if (!possible && System.getenv("REQUIRE_NAMESPACES") != null) {
            throw new IllegalStateException("network namespaces cannot be made here");
        }
        assumeTrue(
                possible,
                "network namespaces cannot be made here: it takes Linux, root, iproute2's ip, and /proc/sys/net writable");
    }

    /** A name for one of this process. */
    static String name(String role) {
        return PREFIX + ProcessHandle.current().pid() + '-' + role;
    }

    /** Removes those whose process is gone; with them go their cables. */
    static void removeLeftovers() {
        all().stream().filter(Namespaces::isLeftOver).forEach(Namespaces::remove);
    }

    /** Removes one if it is there. */
    static void removeIfThere(String name) {
        if (all().contains(name)) {
            remove(name);
        }
    }

    private static void remove(String name) {
        Ip.run("netns", "del", name);
    }

    private static List<String> all() {
        // a line is a name, with a number behind it if one was given to it
        return Ip.run("netns", "list")
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(name -> name.startsWith(PREFIX))
                .toList();
    }

    private static boolean isLeftOver(String name) {
        String pid = name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length()));
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static boolean canBeMade() {
        String name = name("probe");
        try {
            Ip.run("netns", "add", name);
            try {
                Ip.set(name, "ip_forward", 1);
                return true;
            } finally {
                remove(name);
            }
        } catch (IllegalStateException e) {
            System.out.println("no network namespaces: " + e.getMessage());
            return false;
        }
    }

    private static int uid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }
}
