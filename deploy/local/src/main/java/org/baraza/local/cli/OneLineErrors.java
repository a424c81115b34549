package org.baraza.local.cli;

import java.io.PrintWriter;

import org.baraza.local.platform.SetupException;
import org.baraza.local.process.ProcessFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into something to read: what happened and how to mend it, no stack trace. */
final class OneLineErrors implements IExecutionExceptionHandler {

    private static final String NO_SPACE = "No space left on device";

    @Override
    public int handleExecutionException(Exception exception, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (fullDisk(exception)) {
            err.println("baraza: The disk is full: make room, or choose another with --data.");
        } else if (exception instanceof ProcessFailedException failure) {
            err.println("baraza: " + failure.process() + " " + failure.reason()
                    + (failure.logTail().isEmpty() ? "" : "; the end of its log:"));
            failure.logTail().forEach(text -> err.println("    " + text));
        } else if (exception instanceof SetupException || exception instanceof IllegalArgumentException) {
            err.println("baraza: " + exception.getMessage());
        } else {
            err.println("baraza: Something unforeseen happened: " + exception);
            if (System.getenv("BARAZA_DEBUG") != null) {
                exception.printStackTrace(err);
            } else {
                err.println("BARAZA_DEBUG=1 shows where.");
            }
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean fullDisk(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
                return true;
            }
        }
        return exception instanceof ProcessFailedException failure
                && failure.logTail().stream().anyMatch(text -> text.contains(NO_SPACE));
    }
}
