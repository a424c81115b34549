package org.baraza.gateway.limit;

/** A client sends more than it may. */
public final class TooManyFramesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack: it is made for clients who do not deserve one. */
    public TooManyFramesException() {
        super("more frames than allowed", null, false, false);
    }
}
