package org.baraza.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baraza.contracts.Topics;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.platform.People;
import org.baraza.local.platform.PlatformState;
import org.baraza.local.platform.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What the commands for notifications write to a real Kafka. */
class NotifyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void notificationsAreWrittenAsOtherSystemsWriteThem() throws Exception {
        try (Backends backends = Backends.forTests(EnumSet.of(Backend.KAFKA))) {
            // Given
            pretendThatThisProcessRuns(backends.kafkaBootstrap());
            People people = People.of(folder);
            String zawadi = people.named("zawadi").id();
            Path file = Files.writeString(folder.resolve("likes.jsonl"), """
                    {"id":"like/1","userId":"%1$s","type":"LIKE","title":"One","occurredAt":"2026-11-01T08:00:00Z"}

                    {"id":"like/2","userId":"%1$s","type":"LIKE","title":"Two","metadata":{"a":{"b":1}},\
                    "occurredAt":"2026-11-01T08:00:01.5Z"}
                    """.formatted(zawadi));

            // When
            int notified = run(
                    "notify",
                    "zawadi",
                    "--type",
                    "COMMENT",
                    "--title",
                    "Juma says",
                    "--message",
                    "Hongera!",
                    "--from",
                    "juma",
                    "--url",
                    "/posts/1",
                    "--id",
                    "comment/1",
                    "--priority",
                    "HIGH");
            int imported = run("notifications", "import", file.toString());

            // Then
            assertThat(List.of(notified, imported)).containsOnly(0);
            assertThat(out.toString()).contains("posted comment/1 to Zawadi", "2 notifications posted");
            List<ConsumerRecord<String, String>> written = written(backends.kafkaBootstrap());
            assertThat(written).hasSize(3).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo(zawadi);
                assertThat(header(record, "ce_type")).isEqualTo("org.baraza.notification.post.v1");
                assertThat(header(record, "content-type")).isEqualTo("application/json");
            });
            JsonNode comment = JSON.readTree(written.get(0).value());
            assertThat(comment.get("senderId").asText())
                    .isEqualTo(people.named("juma").id());
            assertThat(comment.get("message").asText()).isEqualTo("Hongera!");
            assertThat(comment.get("actionUrl").asText()).isEqualTo("/posts/1");
            assertThat(comment.get("priority").asText()).isEqualTo("HIGH");
            assertThat(comment.get("occurredAt").asText()).endsWith("Z");
            JsonNode second = JSON.readTree(written.get(2).value());
            assertThat(second.get("metadata")).isEqualTo(JSON.readTree("{\"a\":{\"b\":1}}"));
            assertThat(second.get("occurredAt").asText()).isEqualTo("2026-11-01T08:00:01.500Z");
        }
    }

    private void pretendThatThisProcessRuns(String kafka) throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().orElseThrow().toEpochMilli();
        PlatformState state = new PlatformState(
                new RunningProcess("launcher", self.pid(), started), List.of("http://localhost:1"), kafka, List.of());
        JSON.writeValue(folder.resolve("platform.json").toFile(), state);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.toString()));
        CommandLine line = Baraza.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        return line.execute(all.toArray(String[]::new));
    }

    private static List<ConsumerRecord<String, String>> written(String bootstrapServers) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATION_COMMANDS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
