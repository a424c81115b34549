package org.baraza.eventlog;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baraza.contracts.Topics;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A real Kafka, one for all tests of the module, with a topic of its own for each test. */
final class RealLog implements BeforeAllCallback, AfterAllCallback {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Backends backends;
    private Admin admin;
    private LogWriter writer;

    @Override
    public void beforeAll(ExtensionContext context) {
        backends = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(RealLog.class, key -> Backends.forTests(EnumSet.of(Backend.KAFKA)), Backends.class);
        admin = Admin.create(Map.of("bootstrap.servers", backends.kafkaBootstrap()));
        writer = LogWriter.blocking(settings(), Duration.ofMinutes(1), Clock.systemUTC(), registry);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        writer.close();
        admin.close();
    }

    LogSettings settings() {
        return new LogSettings(backends.kafkaBootstrap(), "/baraza/tests", "", Map.of());
    }

    MeterRegistry registry() {
        return registry;
    }

    LogWriter writer() {
        return writer;
    }

    ManagedProcess broker() {
        return backends.kafka().process();
    }

    /** A new topic with its dead letters. */
    String newTopic(int partitions) throws ExecutionException, InterruptedException {
        String topic = "test-" + UUID.randomUUID();
        admin.createTopics(List.of(
                        new NewTopic(topic, Optional.of(partitions), Optional.empty()),
                        new NewTopic(Topics.deadLettersOf(topic), Optional.of(1), Optional.empty())))
                .all()
                .get();
        return topic;
    }

    CompletableFuture<?> append(String topic, Note note) {
        return writer.append(topic, note.key(), note, note.key() + '-' + note.number(), Context.root());
    }

    /** Appends the notes of one key with these numbers, and returns when they are there. */
    void appendAll(String topic, String key, int from, int to) {
        List<CompletableFuture<?>> appends = new ArrayList<>();
        for (int number = from; number < to; number++) {
            appends.add(append(topic, new Note(key, number)));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).join();
    }

    /** Appends a record as nobody should. */
    void appendRaw(String topic, String key, String type, String value) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, key, value == null ? null : value.getBytes(UTF_8));
        if (type != null) {
            RecordHeaders.put(record.headers(), RecordHeaders.TYPE, type);
        }
        writer.append(record).join();
    }

    /** Takes everything that stands on a topic of one partition off it. */
    void deleteAll(String topic) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();
    }

    /** The offsets that a group has committed, summed up. */
    long committed(String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    /** All that stands on a topic. */
    List<ConsumerRecord<String, byte[]>> recordsOf(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", backends.kafkaBootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    List<ConsumerRecord<String, byte[]>> deadLettersOf(String topic) {
        return recordsOf(Topics.deadLettersOf(topic));
    }
}
