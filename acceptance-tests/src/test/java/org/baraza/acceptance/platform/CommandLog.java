package org.baraza.acceptance.platform;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.EventType;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MarkRead;

/** Puts on {@code message-commands} what gateways would, for more people than it is worth opening sockets for. */
public final class CommandLog {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private CommandLog() {}

    /** Appends commands, in their order, and returns when the broker has them all. */
    public static void append(String bootstrapServers, Collection<MarkRead> commands) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            commands.forEach(command -> producer.send(record(command)));
            producer.flush();
        }
    }

    private static ProducerRecord<String, byte[]> record(MarkRead command) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.MESSAGE_COMMANDS, command.conversationId(), json(command));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        command.commandId(),
                        "ce_source",
                        "/baraza/acceptance-tests",
                        "ce_type",
                        MarkRead.class.getAnnotation(EventType.class).value(),
                        "ce_time",
                        command.requestedAt().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static byte[] json(MarkRead command) {
        try {
            return JSON.writeValueAsBytes(command);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
