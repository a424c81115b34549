package org.baraza.gateway.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which events this gateway has brought to sockets, by what their writer calls them: after a crash of the writer an event may
 * stand on the log twice. Remembers those that were met last. Used by one thread.
 */
final class SeenIds {

    private final Map<String, Boolean> ids;

    SeenIds(int capacity) {
        this.ids = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    /** @return whether this is the first time that the id is met; always for an event without one */
    boolean isFirst(String id) {
        return id == null || ids.put(id, Boolean.TRUE) == null;
    }
}
