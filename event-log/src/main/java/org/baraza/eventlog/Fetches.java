package org.baraza.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** Gets the records of the next batch. For the one thread that reads. */
final class Fetches {

    private static final Logger LOGGER = Logger.getLogger(Fetches.class);
    /** A poll that is answered within this time was not waited for. */
    private static final Duration AT_ONCE = Duration.ofNanos(300_000);
    /** So long the broker has to answer with what came while a batch was applied. */
    private static final Duration LATECOMERS = Duration.ofMillis(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;

    Fetches(KafkaConsumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * Polls, and once more if records were there already: they were fetched while the batch before was applied, and as that
     * fetch ended with the first of them, others have come since. Where it is calm nothing is waited for.
     *
     * @param timeout how long to wait for the first record
     */
    ConsumerRecords<String, byte[]> poll(Duration timeout) {
        long start = System.nanoTime();
        ConsumerRecords<String, byte[]> first = consumer.poll(timeout);
        boolean wereThere = !first.isEmpty() && System.nanoTime() - start < AT_ONCE.toNanos();
        return wereThere ? join(first, latecomers(), consumer.assignment()) : first;
    }

    /** None where the broker has gone: what the first poll brought must be applied all the same. */
    private ConsumerRecords<String, byte[]> latecomers() {
        try {
            return consumer.poll(LATECOMERS);
        } catch (RetriableException e) {
            LOGGER.debugf("nothing more to read now, topic: %s, cause: %s", topic, e.getMessage());
            return ConsumerRecords.empty();
        }
    }

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
