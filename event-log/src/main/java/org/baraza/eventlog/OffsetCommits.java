package org.baraza.eventlog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** What a reader has applied and not committed yet. For the one thread that reads. */
final class OffsetCommits {

    /** For so long, or as long as one attempt at the next batch takes, applied events stay uncommitted. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger LOGGER = Logger.getLogger(OffsetCommits.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaConsumer<?, ?> consumer;
    private final String topic;
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
    private long nextCommit = System.nanoTime();

    OffsetCommits(KafkaConsumer<?, ?> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** Everything of a partition before {@code next} is applied. */
    void add(TopicPartition partition, long next) {
        uncommitted.put(partition, new OffsetAndMetadata(next));
    }

    /** How long it is to the next commit; {@code otherwise} where there is nothing to be committed. */
    Duration untilNext(Duration otherwise) {
        return uncommitted.isEmpty() ? otherwise : Duration.ofNanos(Math.max(0, nextCommit - System.nanoTime()));
    }

    void commitWhatIsDue() {
        if (!uncommitted.isEmpty() && nextCommit - System.nanoTime() <= 0) {
            commitAll();
        }
    }

    /** What cannot be committed now, in the middle of a rebalance for example, is at the next time. */
    void commitAll() {
        if (uncommitted.isEmpty()) {
            return;
        }
        nextCommit = System.nanoTime() + INTERVAL.toNanos();
        try {
            consumer.commitSync(uncommitted, TIMEOUT);
            uncommitted.clear();
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            LOGGER.warnf("offsets not committed yet, topic: %s, cause: %s", topic, e.getMessage());
        }
    }

    /** The call that closed the reader may not have been noticed yet: it interrupts one commit, not two. */
    void commitBeforeLeaving() {
        try {
            commitAll();
        } catch (WakeupException e) {
            commitAll();
        }
    }

    /** Others read these partitions from now on. */
    void forget(Collection<TopicPartition> partitions) {
        uncommitted.keySet().removeAll(partitions);
    }
}
