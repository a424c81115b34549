package org.baraza.benchmarks.contender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.EventType;
import org.baraza.contracts.Topics;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;

/** Puts on the log what message-service would once a broadcast is stored. */
final class BroadcastEvents implements AutoCloseable {

    private static final String SENDER = "load-0";
    private static final String TYPE =
            BroadcastSent.class.getAnnotation(EventType.class).value();
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final KafkaProducer<String, byte[]> producer;

    BroadcastEvents(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** One batch: a broadcast for each text, all of one partition so that they are read together. */
    void publish(Contender.Room room, List<String> texts) {
        Audience audience = room == Contender.Room.CHAPTER ? Audience.chapter(Members.CHAPTER) : Audience.all();
        texts.forEach(text -> producer.send(record(event(audience, text))));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static BroadcastSent event(Audience audience, String text) {
        String clientMessageId = UUID.randomUUID().toString();
        String conversationId =
                ConversationId.broadcast(SENDER, clientMessageId).value();
        Instant now = Instant.now();
        MessageView message = new MessageView(
                conversationId + "-1",
                conversationId,
                1,
                clientMessageId,
                new UserProfile(SENDER, "Member", "Number 0", SENDER, SENDER, null),
                text,
                List.of(),
                true,
                false,
                List.of(SENDER),
                false,
                null,
                now,
                0,
                false,
                new BroadcastDetails("Load", null, audience.type(), audience.chapterId(), Priority.NORMAL, false));
        return new BroadcastSent(
                UUID.randomUUID().toString(), conversationId, SENDER, clientMessageId, audience, null, now, message);
    }

    private static ProducerRecord<String, byte[]> record(BroadcastSent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.MESSAGE_EVENTS, 0, event.conversationId(), json(event));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        event.commandId(),
                        "ce_source",
                        "/baraza/benchmarks",
                        "ce_type",
                        TYPE,
                        "ce_time",
                        event.createdAt().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static byte[] json(BroadcastSent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
