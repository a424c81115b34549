package org.baraza.rest;

import java.time.Duration;

/** Ends a request with a {@link Problem}. */
public class ProblemException extends RuntimeException {

    private final int status;
    private final String code;
    private final Duration retryAfter;

    /**
     * @param status HTTP status
     * @param code the kind of problem, for programs
     * @param detail what exactly is wrong, for people; never quotes input
     */
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, null);
    }

    private ProblemException(int status, String code, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** What is asked for does not exist, or is not the caller's: the two are told apart for nobody. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "NOT_FOUND", detail);
    }

    /** The request is not as documented. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, "BAD_REQUEST", detail);
    }

    /** Something behind this service is away; the same request may succeed after {@code retryAfter}. */
    public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
        return new ProblemException(503, code, detail, retryAfter);
    }

    /** The problem as clients see it. */
    public Problem problem() {
        return Problem.of(status, code, getMessage());
    }

    /** When to try again; null if trying again does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
