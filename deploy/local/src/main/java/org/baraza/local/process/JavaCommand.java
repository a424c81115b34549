package org.baraza.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM, run by the same Java as this one.
 *
 * @param options JVM options, in order
 * @param arguments what follows them: {@code -jar file} or a main class, and its arguments
 */
public record JavaCommand(List<String> options, List<String> arguments) {

    /**
     * Does without the optimising compiler. Half a dozen JVMs share one machine here, and on two cores that compiler takes for
     * minutes what the services need: after half a minute of load they carried 434 messages a second with it and 2,000 without.
     */
    public static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    public JavaCommand {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** A main class of this module, with the libraries of the local stack. */
    public static JavaCommand main(String mainClass, List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(
                QUICK_COMPILER_ONLY,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                LocalLibraries.find().classPath()));
        List<String> rest = new ArrayList<>();
        rest.add(mainClass);
        rest.addAll(List.of(arguments));
        return new JavaCommand(all, rest);
    }

    public List<String> toList() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options);
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
