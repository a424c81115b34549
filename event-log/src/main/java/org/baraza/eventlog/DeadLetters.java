package org.baraza.eventlog;

import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.baraza.contracts.Topics;
import org.jboss.logging.Logger;

/**
 * Where records go that cannot be read or applied: key, value and headers as they were, with headers that say why and
 * whence ({@code dead-letter-reason}, {@code -topic}, {@code -partition}, {@code -offset}), and who could not ({@code -group}):
 * each group that reads the topic says so for itself. One that would be too long with
 * them goes without its value, whose length is then told ({@code dead-letter-value-bytes}).
 */
final class DeadLetters {

    private static final Logger LOGGER = Logger.getLogger(DeadLetters.class);

    private final LogWriter writer;
    private final String group;
    private final MeterRegistry registry;

    /** @param group who reads the topic */
    DeadLetters(LogWriter writer, String group, MeterRegistry registry) {
        this.writer = writer;
        this.group = group;
        this.registry = registry;
    }

    /** @return completes when the record is on the dead-letter topic */
    CompletableFuture<?> add(ConsumerRecord<String, byte[]> poison, String reason) {
        return writer.append(letter(poison, poison.value(), reason))
                .exceptionallyCompose(failure -> {
                    if (!(failure instanceof RecordTooLargeException)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    ProducerRecord<String, byte[]> withoutValue = letter(poison, null, reason);
                    RecordHeaders.put(
                            withoutValue.headers(), "dead-letter-value-bytes", Integer.toString(poison.value().length));
                    return writer.append(withoutValue);
                })
                .thenRun(() -> moved(poison, reason));
    }

    private ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> poison, byte[] value, String reason) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.deadLettersOf(poison.topic()), null, poison.key(), value, poison.headers());
        RecordHeaders.put(letter.headers(), "dead-letter-reason", reason);
        RecordHeaders.put(letter.headers(), "dead-letter-group", group);
        RecordHeaders.put(letter.headers(), "dead-letter-topic", poison.topic());
        RecordHeaders.put(letter.headers(), "dead-letter-partition", Integer.toString(poison.partition()));
        RecordHeaders.put(letter.headers(), "dead-letter-offset", Long.toString(poison.offset()));
        return letter;
    }

    private void moved(ConsumerRecord<String, byte[]> poison, String reason) {
        LOGGER.errorf(
                "record moved to the dead letters, topic: %s, partition: %d, offset: %d, reason: %s",
                poison.topic(), poison.partition(), poison.offset(), reason);
        registry.counter("baraza.log.dead.letters", "topic", poison.topic()).increment();
    }
}
