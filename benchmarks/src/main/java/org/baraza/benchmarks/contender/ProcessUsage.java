package org.baraza.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.baraza.local.process.ManagedProcess;

/** What processes use, as the operating system (Linux) counts it. */
final class ProcessUsage {

    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    private ProcessUsage() {}

    static Map<String, Duration> cpuTimes(Collection<ManagedProcess> processes) {
        Map<String, Duration> times = new LinkedHashMap<>();
        processes.forEach(process -> times.put(process.name(), process.cpuTime().orElse(Duration.ZERO)));
        return times;
    }

    static long residentBytes(ManagedProcess process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                            .filter(line -> line.startsWith(RESIDENT))
                            .map(line -> line.replaceAll("[^0-9]", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no " + RESIDENT + " of " + process.name()))
                    * KIB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
