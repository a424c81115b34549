package org.baraza.eventlog;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Appends events to topics, in the order of the calls. Safe for use by several threads. */
public final class LogWriter implements AutoCloseable {

    private static final Duration METADATA_RETRY = Duration.ofMillis(50);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final String source;
    private final Clock clock;

    private LogWriter(
            LogSettings settings, Duration deliveryTimeout, Duration maxBlock, Clock clock, MeterRegistry registry) {
        this.producer = new KafkaProducer<>(
                settings.producer(deliveryTimeout, maxBlock), new StringSerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        this.source = settings.source();
        this.clock = clock;
    }

    /**
     * A writer whose callers wait when its buffer is full.
     *
     * @param deliveryTimeout an event that is not acknowledged by then fails; it may be on the topic all the same
     */
    public static LogWriter blocking(
            LogSettings settings, Duration deliveryTimeout, Clock clock, MeterRegistry registry) {
        return new LogWriter(settings, deliveryTimeout, deliveryTimeout, clock, registry);
    }

    /**
     * A writer for event loops: when its buffer is full or it has never seen the topic, {@link #append} fails at once. Call
     * {@link #awaitTopic} before the first event.
     *
     * @param deliveryTimeout an event that is not acknowledged by then fails; it may be on the topic all the same
     */
    public static LogWriter nonBlocking(
            LogSettings settings, Duration deliveryTimeout, Clock clock, MeterRegistry registry) {
        return new LogWriter(settings, deliveryTimeout, Duration.ZERO, clock, registry);
    }

    /**
     * Waits until the topic is known.
     *
     * @throws TimeoutException if it is not within {@code bound}
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitTopic(String topic, Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(METADATA_RETRY.toMillis());
            }
        }
    }

    /**
     * Appends one event.
     *
     * @param topic where to
     * @param key decides the partition; events of one key stay in order
     * @param event a record with an {@link org.baraza.contracts.EventType}
     * @param eventId the CloudEvents id: the same for the same event, however often it is written
     * @param trace the trace that the event belongs to
     * @return completes on the producer's thread, which must not be blocked; fails with a {@link KafkaException} if the
     *     event is not known to be on the topic
     */
    public CompletableFuture<RecordMetadata> append(
            String topic, String key, Object event, String eventId, Context trace) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, EventCodec.encode(event));
        RecordHeaders.write(
                record.headers(), EventCodec.typeOf(event.getClass()), eventId, source, clock.instant(), trace);
        return append(record);
    }

    CompletableFuture<RecordMetadata> append(ProducerRecord<String, byte[]> record) {
        CompletableFuture<RecordMetadata> appended = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    appended.complete(metadata);
                } else {
                    appended.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            // the latter once the writer is closed
            appended.completeExceptionally(e);
        }
        return appended;
    }

    /** Waits for what is under way, then closes. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
        metrics.close();
    }
}
