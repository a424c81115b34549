package org.baraza.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to start, and when to believe that it runs.
 *
 * @param name the component's name, as people know it ("kafka", "gateway-1")
 * @param command the program and its arguments
 * @param environment added to the environment of this process
 * @param directory the working directory, which is made if absent
 * @param log where output and errors of the process go
 * @param readiness when the process counts as ready
 * @param startTimeout how long it may take to become ready
 * @param stopTimeout how long it may take to end by itself before it is killed
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Readiness readiness,
        Duration startTimeout,
        Duration stopTimeout) {

    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    public ProcessSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a process needs a name");
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command for " + name);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A process with no further environment and the usual time limits. */
    public static ProcessSpec of(String name, List<String> command, Path directory, Path log, Readiness readiness) {
        return new ProcessSpec(name, command, Map.of(), directory, log, readiness, START_TIMEOUT, STOP_TIMEOUT);
    }

    public ProcessSpec withEnvironment(Map<String, String> values) {
        return new ProcessSpec(name, command, values, directory, log, readiness, startTimeout, stopTimeout);
    }

    public ProcessSpec withStartTimeout(Duration timeout) {
        return new ProcessSpec(name, command, environment, directory, log, readiness, timeout, stopTimeout);
    }

    public ProcessSpec withStopTimeout(Duration timeout) {
        return new ProcessSpec(name, command, environment, directory, log, readiness, startTimeout, timeout);
    }
}
