package org.baraza.gateway.session;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.baraza.rest.ProblemException;

/**
 * Whether this gateway takes clients and commands. Neither before everything that brings clients their events is in place,
 * since a socket that is open earlier would miss what comes meanwhile and not know it. No new clients once the gateway is
 * about to end; the commands of those who are still connected go on until their sockets are closed.
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

    /** Whether new clients are taken. */
    public boolean isOpen() {
        return hasBegun() && !draining.hasBegun();
    }

    /** @throws ProblemException 503 if commands are not taken yet */
    public void requireBegun() {
        if (!hasBegun()) {
            throw notServing();
        }
    }

    private boolean hasBegun() {
        if (!begun) {
            begun = conditions.stream().allMatch(Condition::isInPlace);
        }
        return begun;
    }

    /** What is told while the gateway is not there yet, or about to go. */
    public static ProblemException notServing() {
        return ProblemException.unavailable(
                "NOT_SERVING", "this gateway is starting or about to end, nothing was sent", RETRY_AFTER);
    }
}
