package org.baraza.local.process;

import java.util.Optional;

/** Ends a child JVM whose launcher was killed and could not end it itself. Used by child mains. */
public final class ParentWatch {

    private ParentWatch() {}

    /** Exits this JVM, with its shutdown hooks, when the process that started it ends. */
    public static void exitWithParent() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        parent.ifPresent(handle -> handle.onExit().thenRun(() -> System.exit(1)));
    }
}
