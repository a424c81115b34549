package org.baraza.notification.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.Topics;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Neighbours;
import org.baraza.notification.testing.RawTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class PoisonIT {

    private static final String SENT = "org.baraza.message.sent.v1";

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");
    private final Conversation conversation = Conversation.between(amina, bob);

    @Inject
    Neighbours neighbours;

    @ConfigProperty(name = "notification-service.kafka.bootstrap-servers")
    String bootstrapServers;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SENT + "|this is not JSON",
                SENT + "|{}",
                SENT + "|{\"commandId\":\"k\",\"conversationId\":{\"$ne\":null},\"seq\":1}",
                SENT
                        + "|{\"commandId\":\"k\",\"conversationId\":\"$where\",\"seq\":1,\"senderId\":\"a\",\"receiverId\":\"b\"}",
                "org.baraza.conversation.read.v1|{\"commandId\":\"k\",\"conversationId\":\"dm.a.b\",\"readerId\":\"c\",\"seq\":1}",
                "|{}",
            })
    void aPoisonBecomesADeadLetterAndTheNextEventIsApplied(String type, String value) {
        // When
        write(type, value);
        neighbours.publish(conversation.message(amina, "after the poison"));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).hasSize(1));
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.headers().lastHeader("dead-letter-reason")).isNotNull();
        });
    }

    @Test
    void anEventOfALaterVersionIsLeftAlone() {
        // When
        write("org.baraza.message.sung.v9", "{}");
        neighbours.publish(conversation.message(amina, "after the unknown"));

        // Then
        await().untilAsserted(() -> assertThat(neighbours.heardOf(bob)).hasSize(1));
        assertThat(deadLetters()).isEmpty();
    }

    private void write(String type, String value) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> poison =
                    new ProducerRecord<>(Topics.MESSAGE_EVENTS, conversation.id(), value);
            if (type != null) {
                poison.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            }
            producer.send(poison);
        }
    }

    /** Those of the in-app notifications; who decides on pushes reads the same topic and makes its own. */
    private List<ConsumerRecord<String, String>> deadLetters() {
        return RawTopic.read(bootstrapServers, Topics.deadLettersOf(Topics.MESSAGE_EVENTS), conversation.id()).stream()
                .filter(letter ->
                        "notification-service".equals(text(letter.headers().lastHeader("dead-letter-group"))))
                .toList();
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
