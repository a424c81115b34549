package org.baraza.local.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.database.DatabaseChoice;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The platform with real backends and fakes for the services, which this module must not wait for. */
class LocalPlatformIT {

    @TempDir
    private Path repository;

    @BeforeEach
    void buildFakes() throws IOException {
        FakeService.buildAll(repository);
        System.setProperty("baraza.home", repository.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("baraza.home");
    }

    @Test
    void everythingStartsKnowsTheCommunitySurvivesAKillAndEnds() throws IOException {
        // Given
        LocalPlatform platform = LocalPlatform.start(options().withGateways(2), Progress.none());
        List<ManagedProcess> processes = platform.processes();
        ManagedProcess messages = platform.process("message-service");

        // When
        messages.kill();
        messages.start();

        // Then
        assertThat(processes)
                .extracting(ManagedProcess::name)
                .containsExactly(
                        "kafka",
                        "database",
                        "redis",
                        "conversation-service",
                        "message-service",
                        "notification-service",
                        "gateway-1",
                        "gateway-2");
        assertThat(status(platform.gatewayUrl(1))).isEqualTo(200);
        assertThat(status(platform.managementUrl("message-service"))).isEqualTo(200);
        assertThat(users(platform.kafkaBootstrap()))
                .containsExactlyInAnyOrderElementsOf(
                        DemoCommunity.people().stream().map(UserChanged::id).toList());
        assertThat(PlatformState.running(platform.data()).gateways()).isEqualTo(platform.gatewayUrls());

        platform.close();
        assertThat(processes).noneMatch(ManagedProcess::isAlive);
        assertThat(platform.data()).doesNotExist();
    }

    @Test
    void aServiceThatDiesAtStartFailsTheStartByNameAndLeavesNothingBehind() {
        // Given
        PlatformOptions options = options().withEnvironment("gateway-1", Map.of("FAKE_DIES", "yes"));

        // When
        ProcessFailedException failure =
                catchThrowableOfType(ProcessFailedException.class, () -> LocalPlatform.start(options, Progress.none()));

        // Then
        assertThat(failure.process()).isEqualTo("gateway-1");
        assertThat(failure.reason()).isEqualTo("ended while starting (exit code 5)");
        assertThat(failure.logTail()).endsWith("cannot find my configuration");
        assertThat(options.data()).doesNotExist();
    }

    private PlatformOptions options() {
        return PlatformOptions.forTests(repository.resolve("data")).withDatabase(new DatabaseChoice.StandIn());
    }

    private static int status(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/q/health/ready").toURL().openConnection();
        return connection.getResponseCode();
    }

    private static List<String> users(String bootstrap) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.USER_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> keys = new ArrayList<>();
            while (keys.size() < DemoCommunity.people().size()) {
                Iterable<ConsumerRecord<String, String>> records = consumer.poll(Duration.ofSeconds(5));
                List<String> more = StreamSupport.stream(records.spliterator(), false)
                        .map(ConsumerRecord::key)
                        .toList();
                assertThat(more).isNotEmpty();
                keys.addAll(more);
            }
            return keys;
        }
    }
}
