package org.baraza.notification.decision;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/** Keeps something no longer than decisions are kept. */
public interface Forgetful {

    /**
     * Forgets the oldest.
     *
     * @param before what came since stays
     * @param limit forgets no more than these
     * @return how many were found; as many as {@code limit} if there may be more
     */
    Uni<Integer> forget(Instant before, int limit);
}
