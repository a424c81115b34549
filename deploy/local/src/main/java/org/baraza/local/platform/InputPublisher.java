package org.baraza.local.platform;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.EventType;

/** Writes to the topics that are inputs of the platform, as the community's other systems do: CloudEvents in binary mode. */
final class InputPublisher implements AutoCloseable {

    private static final String SOURCE = "/baraza/local";

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;

    InputPublisher(String bootstrapServers, String clientId) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.CLIENT_ID_CONFIG, clientId),
                new StringSerializer(),
                new ByteArraySerializer());
        this.clock = Clock.systemUTC();
    }

    /**
     * Publishes records and returns when the broker has them all.
     *
     * @param what they are, for an error message
     * @throws SetupException if the broker does not take one
     */
    <T> void publish(String topic, Collection<T> inputs, Function<T, String> key, String what) {
        List<Future<RecordMetadata>> acks = new ArrayList<>();
        inputs.forEach(input -> acks.add(producer.send(record(topic, key.apply(input), input))));
        producer.flush();
        try {
            for (Future<RecordMetadata> ack : acks) {
                ack.get();
            }
        } catch (ExecutionException e) {
            throw new SetupException(
                    "Kafka did not take the " + what + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("Publishing the " + what + " was interrupted.", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, Object input) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, json(input));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", SOURCE);
        header(
                record,
                "ce_type",
                input.getClass().getAnnotation(EventType.class).value());
        header(record, "ce_time", clock.instant().toString());
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] json(Object input) {
        try {
            return Json.MAPPER.writeValueAsBytes(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + input, e);
        }
    }
}
