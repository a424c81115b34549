package org.baraza.notification.decision;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Knows why somebody was not pushed where that follows from what is stored, so that it is not written down for each person. */
public interface UnwrittenDecisions {

    /** Those on a message on which no push decision is written down; none where it does not follow. */
    Uni<List<Decision>> of(String userId, String cause, long seq);
}
