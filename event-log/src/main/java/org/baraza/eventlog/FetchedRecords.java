package org.baraza.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What two polls in a row brought, as one batch. */
final class FetchedRecords {

    private FetchedRecords() {}

    /**
     * Joins two polls, the records of each partition in their order. Partitions may have gone to others in the second poll:
     * what the first one brought of them is theirs now and left out.
     *
     * @param assignment what this reader has after the second poll
     */
    static ConsumerRecords<String, byte[]> join(
            ConsumerRecords<String, byte[]> first,
            ConsumerRecords<String, byte[]> second,
            Set<TopicPartition> assignment) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> joined = new HashMap<>();
        for (ConsumerRecords<String, byte[]> polled : List.of(first, second)) {
            for (TopicPartition partition : polled.partitions()) {
                if (assignment.contains(partition)) {
                    joined.computeIfAbsent(partition, absent -> new ArrayList<>())
                            .addAll(polled.records(partition));
                }
            }
        }
        return new ConsumerRecords<>(joined, Map.of());
    }
}
