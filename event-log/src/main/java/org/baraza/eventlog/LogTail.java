package org.baraza.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all of a topic, outside any group, into the memory of this instance. Keeps its place while the broker is away and
 * goes on there, so it misses nothing between its start and its end, unless the topic itself has lost what stood there.
 *
 * @param <E> the family of the events
 */
public final class LogTail<E> implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(LogTail.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration BACKOFF = Duration.ofMillis(200);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final String topic;
    private final From from;
    private final EventCodec<E> codec;
    private final Consumer<List<LogRecord<E>>> handler;
    private final Runnable onGap;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final Counter unreadable;
    private final Thread thread;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private volatile Map<Integer, Long> beginnings = Map.of();
    private volatile boolean running = true;

    /** Where a tail begins. */
    public enum From {
        /** With the first record there is: for projections. */
        BEGINNING,
        /** After the last record there is: for live delivery. */
        END
    }

    /**
     * @param settings how to reach the log
     * @param topic what to read
     * @param from where to begin
     * @param codec how to read it; events of other types are skipped
     * @param handler what to do with the events of one poll, on the tail's thread; from {@link From#BEGINNING} an event is
     *     null where a compacted topic says that its key is gone
     * @param registry for Kafka's own metrics and {@code baraza.log.unreadable}
     */
    public LogTail(
            LogSettings settings,
            String topic,
            From from,
            EventCodec<E> codec,
            Consumer<List<LogRecord<E>>> handler,
            MeterRegistry registry) {
        this(settings, topic, from, codec, handler, () -> {}, registry);
    }

    /** @param onGap called on the tail's thread when records are gone from the topic that it has not read */
    public LogTail(
            LogSettings settings,
            String topic,
            From from,
            EventCodec<E> codec,
            Consumer<List<LogRecord<E>>> handler,
            Runnable onGap,
            MeterRegistry registry) {
        this.topic = topic;
        this.from = from;
        this.codec = codec;
        this.handler = handler;
        this.onGap = onGap;
        this.consumer = new KafkaConsumer<>(settings.tail(), new StringDeserializer(), new ByteArrayDeserializer());
        this.clientMetrics = new KafkaClientMetrics(consumer);
        clientMetrics.bindTo(registry);
        this.unreadable = registry.counter("baraza.log.unreadable", "topic", topic);
        this.thread = new Thread(this::run, "tail-" + topic);
        thread.setDaemon(true);
    }

    /**
     * Starts reading.
     *
     * @return completes when everything that was on the topic at the start has been handled; from {@link From#END} that is
     *     when the tail stands at the end and will miss nothing from there on
     */
    public CompletableFuture<Void> start() {
        thread.start();
        return caughtUp;
    }

    /** Whether the reading thread is alive and has caught up once. */
    public boolean isLive() {
        return thread.isAlive() && caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
    }

    /**
     * Where a tail {@link From#END from the end} has begun: the offset that its first record of each partition has or will have;
     * empty before it has.
     */
    public Map<Integer, Long> beginnings() {
        return beginnings;
    }

    /** Whether the reading thread was started and has ended: when closed, or on a failure that no retry can mend. */
    public boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (clientMetrics) {
            Map<TopicPartition, Long> ends = takePlace();
            while (running) {
                readBatch(ends);
            }
        } catch (WakeupException e) {
            LOGGER.debugf("stopped, topic: %s", topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "reading ended, topic: %s", topic);
            caughtUp.completeExceptionally(e);
        } finally {
            consumer.close(CloseOptions.timeout(LogSettings.LEAVE_TIMEOUT));
        }
    }

    private Map<TopicPartition, Long> takePlace() throws InterruptedException {
        while (true) {
            try {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                if (partitions.isEmpty()) {
                    throw new UnknownTopicOrPartitionException("there is no topic " + topic);
                }
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                consumer.assign(partitions);
                if (from == From.BEGINNING) {
                    consumer.seekToBeginning(partitions);
                } else {
                    ends.forEach(consumer::seek);
                    beginnings = ends.entrySet().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    end -> end.getKey().partition(), Map.Entry::getValue));
                }
                return ends;
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                LOGGER.warnf("cannot find the topic yet, trying again, topic: %s, cause: %s", topic, e.getMessage());
                Thread.sleep(BACKOFF.toMillis());
            }
        }
    }

    private void completeIfCaughtUp(Map<TopicPartition, Long> ends) {
        if (!caughtUp.isDone()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            caughtUp.complete(null);
        }
    }

    private void readBatch(Map<TopicPartition, Long> ends) throws InterruptedException {
        ConsumerRecords<String, byte[]> polled;
        try {
            completeIfCaughtUp(ends);
            polled = consumer.poll(POLL_TIMEOUT);
        } catch (WakeupException e) {
            throw e;
        } catch (InvalidOffsetException e) {
            takeNextPlace(e);
            return;
        } catch (KafkaException e) {
            LOGGER.warnf("cannot read, trying again, topic: %s, cause: %s", topic, e.getMessage());
            Thread.sleep(BACKOFF.toMillis());
            return;
        }
        List<LogRecord<E>> batch = decode(polled);
        if (batch.isEmpty()) {
            return;
        }
        try {
            handler.accept(batch);
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "a batch was not handled, topic: %s, events: %d", topic, batch.size());
        }
    }

    /** The topic does not hold any more what would have been read next: it was away for longer than records are kept. */
    private void takeNextPlace(InvalidOffsetException gap) {
        LOGGER.errorf("records were missed, topic: %s, partitions: %s", topic, gap.partitions());
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(gap.partitions());
        } else {
            consumer.seekToEnd(gap.partitions());
        }
        // the new place is certain before anybody is told, so that what comes after that is read
        gap.partitions().forEach(consumer::position);
        onGap.run();
    }

    private List<LogRecord<E>> decode(ConsumerRecords<String, byte[]> polled) {
        List<LogRecord<E>> batch = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            String type = RecordHeaders.text(record.headers(), RecordHeaders.TYPE);
            boolean gone = from == From.BEGINNING && record.value() == null && record.key() != null;
            if (!gone && type != null && !codec.knows(type)) {
                continue;
            }
            try {
                E event = gone ? null : codec.decode(type, record.value());
                batch.add(new LogRecord<>(
                        record.partition(),
                        record.offset(),
                        record.key(),
                        event,
                        RecordHeaders.trace(record.headers()),
                        Instant.ofEpochMilli(record.timestamp()),
                        RecordHeaders.text(record.headers(), RecordHeaders.ID)));
            } catch (UnreadableRecordException e) {
                unreadable.increment();
                LOGGER.warnf(
                        "unreadable record skipped, topic: %s, partition: %d, offset: %d, reason: %s",
                        topic, record.partition(), record.offset(), e.getMessage());
            }
        }
        return batch;
    }
}
