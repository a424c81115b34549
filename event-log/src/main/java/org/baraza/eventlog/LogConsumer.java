package org.baraza.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads one topic as a member of a group: batch, apply, next batch.
 *
 * <p>At least once: offsets are committed after what they stand for was applied, at most once per
 * {@link OffsetCommits#INTERVAL}, since a commit costs the broker more than a small batch does. What a crash leaves uncommitted is
 * applied again, so a handler must bear that anyway. Partitions change hands only between two
 * batches or while one is being retried (which then is left to the new owner), so each partition has one reader at a time,
 * but for one that the group took for dead and that does not know it yet.
 *
 * @param <E> the family of the events
 */
public final class LogConsumer<E> implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(LogConsumer.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private final String topic;
    private final EventCodec<E> codec;
    private final UnknownTypes unknownTypes;
    private final BatchHandler<E> handler;
    private final DeadLetters deadLetters;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final Timer batchTime;
    private final DistributionSummary batchSize;
    private final Thread thread;
    private final CommittedOffsets committedOffsets;
    private final AppliedPositions positions;
    private final Fetches fetches;
    private final Gathering gathering;
    private final OffsetCommits commits;
    private volatile boolean running = true;
    private boolean lostPartitions;
    private boolean retrying;

    /** What to do with an event whose type the reader does not know. */
    public enum UnknownTypes {
        /** Leave it alone: a later version of the platform wrote it for others. Right for events. */
        SKIP,
        /** Make it a dead letter: it asks for something that nobody will do. Right for commands. */
        REJECT
    }

    /**
     * @param settings how to reach the log
     * @param groupId the service that shares the topic's partitions
     * @param topic what to read
     * @param codec how to read it
     * @param unknownTypes what to do with other events
     * @param handler what to do with the events
     * @param deadLetterWriter writes what cannot be read or applied
     * @param registry for {@code baraza.log.batch.time}, {@code baraza.log.batch.size} and Kafka's own metrics
     */
    public LogConsumer(
            LogSettings settings,
            String groupId,
            String topic,
            EventCodec<E> codec,
            UnknownTypes unknownTypes,
            BatchHandler<E> handler,
            LogWriter deadLetterWriter,
            MeterRegistry registry) {
        this.topic = topic;
        this.codec = codec;
        this.unknownTypes = unknownTypes;
        this.handler = handler;
        this.deadLetters = new DeadLetters(deadLetterWriter, groupId, registry);
        this.consumer =
                new KafkaConsumer<>(settings.group(groupId), new StringDeserializer(), new ByteArrayDeserializer());
        this.clientMetrics = new KafkaClientMetrics(consumer);
        clientMetrics.bindTo(registry);
        this.batchTime = Timer.builder("baraza.log.batch.time")
                .tags("topic", topic, "group", groupId)
                .publishPercentileHistogram()
                .register(registry);
        this.batchSize = DistributionSummary.builder("baraza.log.batch.size")
                .tags("topic", topic, "group", groupId)
                .register(registry);
        this.fetches = new Fetches(consumer, topic);
        this.commits = new OffsetCommits(consumer, topic);
        this.committedOffsets = new CommittedOffsets(settings, groupId, topic);
        this.positions = new AppliedPositions(committedOffsets::ask, this::wakeGathering);
        this.gathering = new Gathering(settings.gather(), positions::isAwaited);
        this.thread = new Thread(this::run, groupId + "-" + topic);
    }

    private void wakeGathering() {
        gathering.wake();
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    /** Up to where the group has applied the topic. */
    public AppliedPositions positions() {
        return positions;
    }

    /** Whether the reading thread was started and has ended: when closed, or on a failure that no retry can mend. */
    public boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Finishes the batch at hand, commits what is applied and leaves. */
    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        gathering.end();
        committedOffsets.close();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (clientMetrics) {
            consumer.subscribe(List.of(topic), new Rebalances());
            readUntilClosed();
            commits.commitBeforeLeaving();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "reading ended, topic: %s", topic);
        } finally {
            consumer.close(CloseOptions.timeout(LogSettings.LEAVE_TIMEOUT));
        }
    }

    private void readUntilClosed() throws InterruptedException {
        try {
            while (running) {
                readBatch();
                commits.commitWhatIsDue();
                gathering.await();
            }
        } catch (WakeupException e) {
            LOGGER.debugf("stopped, topic: %s", topic);
        }
    }

    private void readBatch() throws InterruptedException {
        ConsumerRecords<String, byte[]> polled;
        try {
            polled = fetches.poll(commits.untilNext(POLL_TIMEOUT));
        } catch (RetriableException e) {
            LOGGER.warnf("cannot read, trying again, topic: %s, cause: %s", topic, e.getMessage());
            Thread.sleep(FIRST_BACKOFF.toMillis());
            return;
        }
        if (polled.isEmpty()) {
            return;
        }
        // a full batch has more behind it
        gathering.taken(polled.count() < LogSettings.MAX_POLL_RECORDS);
        batchSize.record(polled.count());
        long start = System.nanoTime();
        lostPartitions = false;
        if (applyAll(polled)) {
            applied(polled);
        } else {
            readAgain(polled);
        }
        batchTime.record(Duration.ofNanos(System.nanoTime() - start));
    }

    /** @return whether all of it is applied; false if partitions were lost or the consumer was closed meanwhile */
    private boolean applyAll(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> raw = new ArrayList<>(polled.count());
        List<LogRecord<E>> batch = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
            if (unknownTypes == UnknownTypes.SKIP && type != null && !codec.knows(type)) {
                continue;
            }
            try {
                E event = codec.decode(type, record.value());
                batch.add(new LogRecord<>(
                        record.partition(),
                        record.offset(),
                        record.key(),
                        event,
                        RecordHeaders.trace(record.headers()),
                        Instant.ofEpochMilli(record.timestamp()),
                        RecordHeaders.text(record.headers(), RecordHeaders.ID)));
                raw.add(record);
            } catch (UnreadableRecordException e) {
                if (!persist(() -> deadLetters.add(record, e.getMessage()).get())) {
                    return false;
                }
            }
        }
        return batch.isEmpty() || applyOrIsolate(batch, raw);
    }

    private boolean applyOrIsolate(List<LogRecord<E>> batch, List<ConsumerRecord<String, byte[]>> raw)
            throws InterruptedException {
        Exception poison = null;
        try {
            return persist(() -> handler.apply(batch));
        } catch (PoisonException e) {
            poison = e.cause;
        }
        if (batch.size() == 1) {
            LOGGER.errorf(
                    poison,
                    "cannot be applied, topic: %s, offset: %d",
                    topic,
                    batch.get(0).offset());
            String reason = "cannot be applied: " + poison.getClass().getSimpleName();
            return persist(() -> deadLetters.add(raw.get(0), reason).get());
        }
        for (int i = 0; i < batch.size(); i++) {
            if (!applyOrIsolate(batch.subList(i, i + 1), raw.subList(i, i + 1))) {
                return false;
            }
        }
        return true;
    }

    /** Tries until it succeeds, staying in the group meanwhile. */
    private boolean persist(Action action) throws InterruptedException {
        Duration backoff = FIRST_BACKOFF;
        while (true) {
            try {
                action.run();
                return true;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                Exception failure =
                        e instanceof ExecutionException && e.getCause() instanceof Exception cause ? cause : e;
                if (!running) {
                    // what fails while the service is being taken down says nothing of the record
                    return false;
                }
                if (!brokerAway(failure) && !handler.isTransient(failure)) {
                    throw new PoisonException(failure);
                }
                LOGGER.warnf("cannot apply yet, trying again, topic: %s, cause: %s", topic, failure);
            }
            if (!stayInGroup(backoff)) {
                return false;
            }
            backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
        }
    }

    private static boolean brokerAway(Exception failure) {
        return failure instanceof KafkaException && !(failure instanceof RecordTooLargeException);
    }

    private boolean stayInGroup(Duration backoff) throws InterruptedException {
        Thread.sleep(backoff.toMillis());
        commits.commitWhatIsDue();
        retrying = true;
        consumer.pause(consumer.assignment());
        try {
            consumer.poll(Duration.ZERO);
        } catch (RetriableException e) {
            LOGGER.debugf("broker away while waiting, topic: %s", topic);
        } finally {
            retrying = false;
            consumer.resume(consumer.assignment());
        }
        return running && !lostPartitions;
    }

    private void applied(ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<String, byte[]>> records = polled.records(partition);
            long next = records.get(records.size() - 1).offset() + 1;
            commits.add(partition, next);
            positions.applied(partition.partition(), next);
        }
    }

    private void readAgain(ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, polled.records(partition).get(0).offset());
            }
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static final class PoisonException extends RuntimeException {
        private final transient Exception cause;

        PoisonException(Exception cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lostPartitions |= !partitions.isEmpty();
            commits.commitAll();
            commits.forget(partitions);
            List<Integer> numbers =
                    partitions.stream().map(TopicPartition::partition).toList();
            positions.lost(numbers);
            handler.revoked(numbers);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOGGER.infof("reading partitions, topic: %s, new: %s", topic, partitions);
            if (retrying) {
                consumer.pause(partitions);
            }
        }
    }
}
