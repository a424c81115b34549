package org.baraza.conversation.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealBackends.class)
class DeadLetterIT {

    @Inject
    Events events;

    @Inject
    ConversationServiceConfig config;

    private final String amina = Talk.somebody("amina");
    private final String baraka = Talk.somebody("baraka");
    private final Talk talk = Talk.between(amina, baraka);

    @Test
    void aRecordThatCannotBeReadIsSetAsideAndTheNextOnesFlow() throws Exception {
        // Given
        events.publishRaw(talk.id(), "org.baraza.message.sent.v1", "{\"conversationId\": tru");
        events.publishRaw(talk.id(), null, "{}");

        // When
        events.publish(talk.sent(amina));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1));
        assertThat(deadLettersOf(talk.id()))
                .extracting(letter -> new String(letter.value(), UTF_8))
                .containsExactly("{\"conversationId\": tru", "{}");
    }

    @Test
    void anEventThatCannotBeTrueIsSetAsideAloneOutOfItsBatch() throws Exception {
        // Given
        ConversationRead pastTheHead = new ConversationRead(
                "command", talk.id(), baraka, 99, 2, talk.sent(amina).createdAt());

        // When
        events.publish(talk.message(amina, 1, "one", List.of()), pastTheHead, talk.message(amina, 2, "two", List.of()));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(2));
        assertThat(deadLettersOf(talk.id()))
                .singleElement()
                .satisfies(letter -> assertThat(header(letter, "dead-letter-reason"))
                        .isEqualTo("cannot be applied: IllegalArgumentException"));
    }

    @Test
    void anEventOfALaterVersionIsPassedOver() throws Exception {
        // Given
        events.publishRaw(talk.id(), "org.baraza.message.reacted.v1", "{\"reaction\":\"heart\"}");

        // When
        events.publish(talk.sent(amina));

        // Then
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(1));
        assertThat(deadLettersOf(talk.id())).isEmpty();
    }

    private List<ConsumerRecord<String, byte[]>> deadLettersOf(String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", config.kafka().bootstrapServers(), "enable.auto.commit", false);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            String topic = Topics.deadLettersOf(Topics.MESSAGE_EVENTS);
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found.stream().filter(record -> key.equals(record.key())).toList();
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
