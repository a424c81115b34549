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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.EventType;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;

/**
 * Plays the community's user directory: puts people on {@code user-events}, as CloudEvents in binary mode.
 *
 * <p>Publishing somebody twice changes nothing, the last record of a key counts.
 */
public final class UserPublisher implements AutoCloseable {

    private static final String SOURCE = "/baraza/local";
    private static final String TYPE =
            UserChanged.class.getAnnotation(EventType.class).value();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;

    public UserPublisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.CLIENT_ID_CONFIG, "user-directory"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.clock = Clock.systemUTC();
    }

    /** Publishes people and returns when the broker has them all. */
    public void publish(Collection<UserChanged> users) {
        List<Future<RecordMetadata>> acks = new ArrayList<>();
        users.forEach(user -> acks.add(producer.send(record(user))));
        producer.flush();
        try {
            for (Future<RecordMetadata> ack : acks) {
                ack.get();
            }
        } catch (ExecutionException e) {
            throw new SetupException(
                    "Kafka did not take the users: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("Publishing the users was interrupted.", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private ProducerRecord<String, byte[]> record(UserChanged user) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.USER_EVENTS, user.id(), json(user));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", SOURCE);
        header(record, "ce_type", TYPE);
        header(record, "ce_time", clock.instant().toString());
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] json(UserChanged user) {
        try {
            return JSON.writeValueAsBytes(user);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + user.id(), e);
        }
    }
}
