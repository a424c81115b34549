package org.baraza.local.process;

import java.io.File;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** All processes this JVM has started, so that none outlives it. */
final class ChildProcesses {

    private static final List<ManagedProcess> ALL = new CopyOnWriteArrayList<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::endAll, "end-child-processes"));
    }

    private ChildProcesses() {}

    static void endWithThisJvm(ManagedProcess process) {
        if (!ALL.contains(process)) {
            ALL.add(process);
        }
    }

    /** The file to read nothing from: a child must not eat the terminal's input. */
    static File nothing() {
        return new File(isWindows() ? "NUL" : "/dev/null");
    }

    /**
     * The command in a session of its own, where that can be had, else deaf to the interrupt key. A Ctrl-C in the terminal goes
     * to every process of its session, and would end the stores while the services still need them.
     */
    static List<String> outsideTerminal(List<String> command) {
        if (isWindows()) {
            return command;
        }
        List<String> prefix = SearchPath.find("setsid")
                .map(program -> List.of(program.toString()))
                .orElse(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** Last started first, as later ones use earlier ones. Usually all are gone already when this runs. */
    private static void endAll() {
        for (int i = ALL.size() - 1; i >= 0; i--) {
            ALL.get(i).stop();
        }
    }
}
