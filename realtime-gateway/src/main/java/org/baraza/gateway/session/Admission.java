package org.baraza.gateway.session;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.baraza.rest.ProblemException;

/**
 * Whether this gateway takes clients: not before everything that brings them their events is in place, since a socket that
 * is open earlier would miss what comes meanwhile and not know it, and not once the gateway is about to end.
 */
@Singleton
public class Admission {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Draining draining;
    private final List<Condition> conditions;
    private volatile boolean begun;

    Admission(Draining draining, Instance<Condition> conditions) {
        this.draining = draining;
        this.conditions = conditions.stream().toList();
    }

    /** Something that must be in place before clients are taken. */
    public interface Condition {

        /** Whether it is; once it was, it is not asked again. */
        boolean isInPlace();
    }

    /** Whether clients are taken. */
    public boolean isOpen() {
        if (!begun) {
            begun = conditions.stream().allMatch(Condition::isInPlace);
        }
        return begun && !draining.hasBegun();
    }

    /** @throws ProblemException 503 if clients are not taken */
    public void requireOpen() {
        if (!isOpen()) {
            throw ProblemException.unavailable(
                    "NOT_SERVING", "this gateway is starting or about to end, nothing was sent", RETRY_AFTER);
        }
    }
}
