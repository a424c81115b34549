package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import org.baraza.local.process.LocalLibraries;
import org.baraza.local.process.Ports;

/**
 * What has to be so before anything is started.
 *
 * @param options how the platform is to start
 * @param progress hears of what is tidied up
 */
record StartChecks(PlatformOptions options, Progress progress) {

    private static final Duration LEFTOVER_PATIENCE = Duration.ofSeconds(10);

    /** Ends processes that the last start left behind because it was killed. Call it with the data folder locked only. */
    void endLeftovers(Path folder) {
        PlatformState.read(folder)
                .ifPresent(state -> state.processes().stream()
                        .filter(RunningProcess::isAlive)
                        .forEach(this::endLeftover));
    }

    /**
     * Refuses a gateway port that somebody listens on.
     *
     * @throws SetupException naming the port
     */
    void refuseTakenPorts() {
        IntStream.range(0, options.gateways())
                .map(options::gatewayPort)
                .filter(port -> port != 0 && !Ports.isFree(port))
                .findFirst()
                .ifPresent(port -> {
                    throw new SetupException(
                            "Port " + port + " is in use: stop what listens there, or choose another with --port.");
                });
    }

    /** The repository that holds the built services. */
    static Path repository() {
        return LocalLibraries.repository()
                .orElseThrow(() -> new SetupException("Cannot find the repository: start Baraza from inside it."));
    }

    private void endLeftover(RunningProcess process) {
        progress.note("ending " + process.name() + " (process " + process.pid() + "), left behind by the last start");
        process.end(LEFTOVER_PATIENCE);
    }
}
