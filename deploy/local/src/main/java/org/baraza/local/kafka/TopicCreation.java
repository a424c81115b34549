package org.baraza.local.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.baraza.contracts.Topics;

/** Creates the platform's topics, those that are not there yet, and waits until all can be written to. */
final class TopicCreation implements AutoCloseable {

    /** Partitions of each topic: as many conversations as this can be worked on at the same time. */
    private static final int PARTITIONS = 4;

    private static final short REPLICAS = 1;

    private static final String FOR_EVER = "-1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;

    TopicCreation(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    void ensureTopics() throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        List<NewTopic> missing = Topics.all().stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(TopicCreation::newTopic)
                .toList();
        admin.createTopics(missing).all().get();
        awaitLeaders();
    }

    /** A topic that was made just now may be unknown to the broker, or without leaders, for a moment. */
    private void awaitLeaders() throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                askLeaders();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** Each leader answers this for its partitions. */
    private void askLeaders() throws ExecutionException, InterruptedException {
        List<String> names = Topics.all().stream().map(Topics.Topic::name).toList();
        Map<TopicPartition, OffsetSpec> ends = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        admin.listOffsets(ends).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static NewTopic newTopic(Topics.Topic topic) {
        String cleanup = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        Map<String, String> configs = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                cleanup,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Topics.MAX_RECORD_BYTES)));
        if (topic.keptForEver()) {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
        }
        return new NewTopic(topic.name(), Optional.of(PARTITIONS), Optional.of(REPLICAS)).configs(configs);
    }
}
