package org.baraza.local.process;

import java.util.List;

/** A process that could not be started, ended by itself, or did not become ready in time. */
public class ProcessFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String process;
    private final String reason;
    private final List<String> logTail;

    public ProcessFailedException(String process, String reason, List<String> logTail, Throwable cause) {
        super(text(process, reason, logTail), cause);
        this.process = process;
        this.reason = reason;
        this.logTail = List.copyOf(logTail);
    }

    /** The component's name. */
    public String process() {
        return process;
    }

    /** What happened, in one line, without the name. */
    public String reason() {
        return reason;
    }

    /** The last lines of its log, oldest first. */
    public List<String> logTail() {
        return logTail;
    }

    private static String text(String process, String reason, List<String> logTail) {
        String first = process + " " + reason;
        return logTail.isEmpty() ? first : first + "; the end of its log:\n  " + String.join("\n  ", logTail);
    }
}
