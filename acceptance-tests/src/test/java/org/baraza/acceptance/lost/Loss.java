package org.baraza.acceptance.lost;

import java.time.Duration;

import org.baraza.acceptance.crowd.Crowd;

/** A way in which one of the gateways is lost to its clients. */
interface Loss extends AutoCloseable {

    /** Where clients connect, before and after. */
    String origin();

    /** It happens now. */
    void happen();

    /** Returns once those whom it concerns have noticed; fails if they do not in time. */
    void awaitNoticed(Crowd crowd);

    /** Counted from when it happens: when at the latest the others are told that somebody is offline who does not come back. */
    Duration offlineAfter();

    /** Makes up for it. */
    @Override
    void close();
}
