package org.baraza.local.process;

import java.io.IOException;
import java.time.Duration;

/** When a started process counts as ready. */
public sealed interface Readiness {

    /** Ready as soon as it runs. */
    record Immediate() implements Readiness {}

    /**
     * Ready once a line of its log starts with a text.
     *
     * @param prefix the start of that line
     */
    record Line(String prefix) implements Readiness {}

    /**
     * Ready once a question to it is answered well; asked again and again while the process lives.
     *
     * @param question the question
     */
    record Probe(Question question) implements Readiness {}

    /** A question to a process that may not answer yet. */
    @FunctionalInterface
    interface Question {

        /**
         * Asks once.
         *
         * @param left the time left until starting counts as failed
         * @return whether the process is ready
         * @throws IOException if it does not answer yet, which is no failure before the time is up
         */
        boolean ask(Duration left) throws IOException;
    }
}
