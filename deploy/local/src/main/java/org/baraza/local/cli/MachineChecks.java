package org.baraza.local.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.baraza.local.database.DatabaseChoice;
import org.baraza.local.platform.DataFolder;
import org.baraza.local.process.Ports;
import org.baraza.local.process.SearchPath;
import org.baraza.local.redis.RedisBinary;

/**
 * The checks of {@code doctor}.
 *
 * @param javaVersion the feature version of the Java that runs this
 * @param environment the environment variables
 * @param data the data folder
 * @param port the gateway's port
 */
record MachineChecks(int javaVersion, Map<String, String> environment, Path data, int port) {

    private static final int MIN_JAVA = 17;
    private static final long MB = 1024L * 1024;
    private static final long MIN_DISK_MB = 2048;
    private static final long MIN_MEMORY_MB = 3072;

    List<Finding> all() {
        return List.of(java(), maven(), memory(), disk(), dataFolder(), gatewayPort(), redis(), database());
    }

    Finding java() {
        return javaVersion >= MIN_JAVA
                ? Finding.good("Java", javaVersion + " at " + System.getProperty("java.home"))
                : Finding.bad("Java", javaVersion + " is too old: point JAVA_HOME at a JDK " + MIN_JAVA + " or newer");
    }

    private static Finding maven() {
        return SearchPath.find("mvn")
                .map(program -> Finding.good("Maven", program.toString()))
                .orElseGet(() -> Finding.note("Maven", "no mvn on the PATH: it is needed to build what is missing"));
    }

    private static Finding memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            long total = system.getTotalMemorySize() / MB;
            return total >= MIN_MEMORY_MB
                    ? Finding.good("Memory", total + " MB")
                    : Finding.note("Memory", total + " MB: below " + MIN_MEMORY_MB + " MB it will be slow");
        }
        return Finding.note("Memory", "unknown");
    }

    Finding disk() {
        Path existing = data.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace() / MB;
            return free >= MIN_DISK_MB
                    ? Finding.good("Disk", free + " MB free for " + data)
                    : Finding.bad("Disk", free + " MB free for " + data + ": make room for " + MIN_DISK_MB + " MB");
        } catch (IOException e) {
            return Finding.bad("Disk", "cannot look at " + existing + ": " + e.getMessage());
        }
    }

    Finding dataFolder() {
        if (DataFolder.isSetUp(data)) {
            return Finding.good("Data folder", data + " is set up");
        }
        return Files.exists(data)
                ? Finding.bad(
                        "Data folder", data + " is not (completely) Baraza's: remove it or choose another with --data")
                : Finding.good("Data folder", data + " will be made at the first start");
    }

    Finding gatewayPort() {
        return Ports.isFree(port)
                ? Finding.good("Port", port + " is free")
                : Finding.note("Port", port + " is in use, by Baraza perhaps: else use 'up --port'");
    }

    private static Finding redis() {
        return Finding.good(
                "Redis", RedisBinary.onPath().map(Path::toString).orElse("the one that comes with Baraza's libraries"));
    }

    Finding database() {
        try {
            DatabaseChoice choice = DatabaseChoice.from(environment);
            if (choice instanceof DatabaseChoice.Uri) {
                return Finding.good("Database", "the MongoDB at MONGODB_URI");
            }
            return choice instanceof DatabaseChoice.Mongod mongod
                    ? Finding.good("Database", mongod.program().toString())
                    : Finding.note("Database", "the built-in stand-in, not for production: set MONGOD or MONGODB_URI");
        } catch (IllegalArgumentException e) {
            return Finding.bad("Database", e.getMessage());
        }
    }
}
