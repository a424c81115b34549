package org.baraza.acceptance.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.baraza.local.process.SearchPath;

/** The program {@code ip} of iproute2, here or in a network namespace. */
final class Ip {

    private static final String PROGRAM = "ip";

    private Ip() {}

    static boolean isThere() {
        return SearchPath.find(PROGRAM).isPresent();
    }

    /** The command that runs another one in a namespace; it becomes that other process. */
    static List<String> within(String namespace, List<String> command) {
        return Stream.concat(Stream.of(PROGRAM, "netns", "exec", namespace), command.stream())
                .toList();
    }

    /**
     * Runs it with these arguments.
     *
     * @return what it printed
     * @throws IllegalStateException with what it printed, if it fails
     */
    static String run(String... arguments) {
        return execute(Stream.concat(Stream.of(PROGRAM), Stream.of(arguments)).toList(), "");
    }

    /** Runs lines of arguments in a namespace, one after the other up to the first that fails. */
    static void batch(String namespace, String... lines) {
        execute(List.of(PROGRAM, "-n", namespace, "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Sets a kernel parameter of a namespace, such as {@code ip_forward}. */
    static void set(String namespace, String ipv4Parameter, int value) {
        execute(within(namespace, List.of("tee", "/proc/sys/net/ipv4/" + ipv4Parameter)), Integer.toString(value));
    }

    /** Sets a kernel parameter of the namespace of this process. */
    static void setHere(String ipv4Parameter, int value) {
        execute(List.of("tee", "/proc/sys/net/ipv4/" + ipv4Parameter), Integer.toString(value));
    }

    private static String execute(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + printed.strip());
            }
            return printed;
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
