package org.baraza.eventlog;

import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.baraza.contracts.Topics;
import org.jboss.logging.Logger;

/**
 * Where records go that cannot be read or applied: key, value and headers as they were, with headers that say why and
 * whence ({@code dead-letter-reason}, {@code -topic}, {@code -partition}, {@code -offset}).
 */
final class DeadLetters {

    private static final Logger LOGGER = Logger.getLogger(DeadLetters.class);

    private final LogWriter writer;
    private final MeterRegistry registry;

    DeadLetters(LogWriter writer, MeterRegistry registry) {
        this.writer = writer;
        this.registry = registry;
    }

    /** @return completes when the record is on the dead-letter topic */
    CompletableFuture<?> add(ConsumerRecord<String, byte[]> poison, String reason) {
        LOGGER.errorf(
                "record moved to the dead letters, topic: %s, partition: %d, offset: %d, reason: %s",
                poison.topic(), poison.partition(), poison.offset(), reason);
        registry.counter("baraza.log.dead.letters", "topic", poison.topic()).increment();
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                Topics.deadLettersOf(poison.topic()), null, poison.key(), poison.value(), poison.headers());
        RecordHeaders.put(letter.headers(), "dead-letter-reason", reason);
        RecordHeaders.put(letter.headers(), "dead-letter-topic", poison.topic());
        RecordHeaders.put(letter.headers(), "dead-letter-partition", Integer.toString(poison.partition()));
        RecordHeaders.put(letter.headers(), "dead-letter-offset", Long.toString(poison.offset()));
        return writer.append(letter);
    }
}
