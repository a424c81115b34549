package org.baraza.gateway.delivery;

import org.baraza.gateway.session.Admission;

/** Follows a topic for the clients: none is taken before it does, and the gateway is of no use when it has ended. */
public interface Follower extends Admission.Condition {

    /** What it follows. */
    LiveTail<?> tail();

    @Override
    default boolean isInPlace() {
        return tail().isLive();
    }
}
