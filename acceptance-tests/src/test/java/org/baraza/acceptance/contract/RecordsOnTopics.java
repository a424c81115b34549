package org.baraza.acceptance.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baraza.contracts.Topics;

/** The records on a platform's topics, held against {@code asyncapi.yaml}: of each partition the first ones. */
public final class RecordsOnTopics {

    /** After so many records of a partition there is nothing new to see in it. */
    private static final long LOOKED_AT = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;

    private RecordsOnTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The records that a broker has now. */
    public static RecordsOnTopics of(String bootstrapServers) {
        return new RecordsOnTopics(bootstrapServers);
    }

    /** @throws AssertionError if one is not as documented, or a topic cannot be read */
    public void requireDocumented() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readToEnd(consumer, ends(consumer, partitions));
        }
    }

    /** The topics of dead letters that have some, with how many. */
    public Map<String, Long> deadLetters() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer)).entrySet().stream()
                    .filter(end -> end.getKey().topic().endsWith(".dlq") && end.getValue() > 0)
                    .collect(Collectors.groupingBy(
                            end -> end.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return Topics.all().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Map<TopicPartition, Long> ends(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> ends.put(partition, Math.min(end, beginnings.get(partition) + LOOKED_AT)));
        return ends;
    }

    private static void readToEnd(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                require(record);
            }
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            consumer.pause(consumer.assignment().stream()
                    .filter(partition -> !ends.containsKey(partition))
                    .toList());
            if (System.nanoTime() > deadline) {
                throw new AssertionError("cannot be read to the end: " + ends.keySet());
            }
        }
    }

    private static void require(ConsumerRecord<String, byte[]> record) {
        boolean saysThatSomebodyLeft = record.value() == null && record.topic().equals(Topics.USER_EVENTS);
        if (saysThatSomebodyLeft || record.topic().endsWith(".dlq")) {
            return;
        }
        ObjectNode headers = JSON.createObjectNode();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        String type = headers.path("ce_type").asText();
        Contract.require(
                () -> "the record " + record.topic() + '/' + record.partition() + '/' + record.offset() + " of type "
                        + type,
                Contract.events().violationsOfRecord(record.topic(), type, headers, json(record.value())));
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
