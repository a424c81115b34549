package org.baraza.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.baraza.local.platform.Progress;

/** Prints lines for people, one at a time, and each at once. */
final class Console implements Progress {

    private final PrintWriter out;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void starting(String component) {
        line(column(component) + "starting");
    }

    @Override
    public void ready(String component, Duration took) {
        line(column(component) + String.format(Locale.ROOT, "ready after %.1f s", took.toMillis() / 1000.0));
    }

    @Override
    public synchronized void died(String component, String what, List<String> logTail) {
        line(column(component) + what + (logTail.isEmpty() ? "" : "; the end of its log:"));
        logTail.forEach(text -> line("    " + text));
    }

    @Override
    public void note(String text) {
        line("  " + text);
    }

    private static String column(String component) {
        return String.format(Locale.ROOT, "  %-22s", component);
    }
}
