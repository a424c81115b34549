package org.baraza.rest;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What a service has applied of a topic; a bean of it lets the service's callers read what they have written. */
public interface AppliedLog {

    /**
     * Waits until an event is applied. Does not block.
     *
     * @param topic whose event, its name without {@code baraza.} and version
     * @param partition of the event
     * @param offset of the event
     * @param bound for how long at most
     * @return completes with whether it is applied; at once with true if the service has nothing to do with the topic
     */
    CompletionStage<Boolean> await(String topic, int partition, long offset, Duration bound);
}
