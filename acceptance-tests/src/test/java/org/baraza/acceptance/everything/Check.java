package org.baraza.acceptance.everything;

import java.util.Optional;

import org.baraza.acceptance.platform.Rest;

/**
 * Something that the platform must show as the model says.
 *
 * @param viewer who looks
 * @param what at what
 * @param question asks the platform, and gives the first difference; empty if there is none
 */
record Check(String viewer, String what, Question question) {

    /** Looks through one of the gateways. */
    @FunctionalInterface
    interface Question {
        Optional<String> ask(Rest rest);
    }

    /** The difference, with who looks at what; also where the platform gives no answer. */
    Optional<String> difference(Rest rest) {
        try {
            return question.ask(rest).map(found -> viewer + ", " + what + ": " + found);
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            return Optional.of(viewer + ", " + what + ": no answer, " + e.getMessage());
        }
    }
}
