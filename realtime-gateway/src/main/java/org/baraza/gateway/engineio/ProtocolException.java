package org.baraza.gateway.engineio;

import java.util.Objects;

/**
 * A peer sent something its protocol does not allow; the session it belongs to is to be closed.
 *
 * <p>It carries the violation and nothing else: no stack trace, because a hostile client can cause one per frame, and
 * no part of the input, because the message ends up in logs.
 */
public final class ProtocolException extends RuntimeException {

    private final transient ProtocolViolation violation;

    public ProtocolException(ProtocolViolation violation) {
        super(Objects.requireNonNull(violation, "violation").code(), null, false, false);
        this.violation = violation;
    }

    /** The rule that was broken. */
    public ProtocolViolation violation() {
        return violation;
    }
}
