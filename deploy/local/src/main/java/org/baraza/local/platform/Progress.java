package org.baraza.local.platform;

import java.time.Duration;
import java.util.List;

/** Hears what happens to the components, as it happens; called by several threads. */
public interface Progress {

    /** A component has been started and is not ready yet. */
    void starting(String component);

    /** A component is ready, so long after it was started. */
    void ready(String component, Duration took);

    /**
     * A component ended without being asked to.
     *
     * @param what how it ended and what happens next, in a few words
     * @param logTail the last lines of its log
     */
    void died(String component, String what, List<String> logTail);

    /** Something else worth one line. */
    void note(String line);

    /** Nobody listens. */
    static Progress none() {
        return new Progress() {
            @Override
            public void starting(String component) {}

            @Override
            public void ready(String component, Duration took) {}

            @Override
            public void died(String component, String what, List<String> logTail) {}

            @Override
            public void note(String line) {}
        };
    }
}
