package org.baraza.message.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last number of each conversation to which this writer gave one lately, by partition. Only a shortcut: the truth is the
 * highest number stored. Used by the one thread that reads the commands.
 */
final class Heads {

    private final int capacityPerPartition;
    private final Map<Integer, Map<String, Long>> byPartition = new HashMap<>();

    Heads(int capacityPerPartition) {
        if (capacityPerPartition < 1) {
            throw new IllegalArgumentException("capacity must be positive: " + capacityPerPartition);
        }
        this.capacityPerPartition = capacityPerPartition;
    }

    /** The last number; null if not remembered. */
    Long get(int partition, String conversationId) {
        return ofPartition(partition).get(conversationId);
    }

    void put(int partition, String conversationId, long head) {
        ofPartition(partition).put(conversationId, head);
    }

    void forgetPartitions(Collection<Integer> partitions) {
        partitions.forEach(byPartition::remove);
    }

    void forgetAll() {
        byPartition.clear();
    }

    private Map<String, Long> ofPartition(int partition) {
        return byPartition.computeIfAbsent(partition, absent -> new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > capacityPerPartition;
            }
        });
    }
}
