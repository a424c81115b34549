package org.baraza.notification.channel;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The circuit of each host that is called. Remembers the {@value #MAX_HOSTS} that were called last: the hosts of browsers'
 * subscriptions are named by whoever registers them, and one that is forgotten begins with a closed circuit. Safe for use by
 * several threads.
 */
final class Circuits {

    static final int MAX_HOSTS = 1_000;

    private static final float LOAD_FACTOR = 0.75f;

    private final Clock clock;
    private final Map<String, Circuit> circuits = new LinkedHashMap<>(MAX_HOSTS, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Circuit> eldest) {
            return size() > MAX_HOSTS;
        }
    };

    Circuits(Clock clock) {
        this.clock = clock;
    }

    synchronized Circuit of(String host) {
        return circuits.computeIfAbsent(host, name -> new Circuit(clock));
    }
}
