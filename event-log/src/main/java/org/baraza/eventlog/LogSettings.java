package org.baraza.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.baraza.contracts.Topics;

/**
 * How to reach the log, and as whom.
 *
 * @param bootstrapServers {@code host:port} of one broker or several, comma-separated
 * @param source the CloudEvents source of what this process writes, for example {@code /baraza/message-service}
 * @param instanceId stable name of this instance, or empty. With it an instance that restarts gets its partitions back at
 *     once; without it the others wait for {@link #SESSION_TIMEOUT} after a crash
 * @param gather time from one batch of a group's reader to the next, in which events gather; zero to take each at once
 * @param extra further Kafka client properties, security for example
 */
public record LogSettings(
        String bootstrapServers, String source, String instanceId, Duration gather, Map<String, String> extra) {

    /** After this long without a heartbeat an instance is taken for dead and its partitions go to others. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The broker holds a fetch for so long while nothing comes. Each end costs both sides, whatever they have to do; but
     * partitions that come to a reader, or to that broker, meanwhile wait for it.
     */
    private static final Duration GROUP_FETCH_WAIT = Duration.ofMillis(500);

    /** The same for readers whose partitions come to them once. */
    private static final Duration TAIL_FETCH_WAIT = Duration.ofSeconds(1);

    /** Leaving a group comes first. The broker answers nothing else while it holds a fetch, and forgets it by itself. */
    static final Duration LEAVE_TIMEOUT = Duration.ofMillis(500);

    /** Records of a batch at most, or twice as many where more have come meanwhile. */
    static final int MAX_POLL_RECORDS = 1_000;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final Duration RECONNECT_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_RECONNECT_BACKOFF = Duration.ofSeconds(1);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration NEVER_IDLE = Duration.ofDays(365);

    public LogSettings {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one broker");
        }
        if (source == null || source.isBlank()) {
            throw new IllegalArgumentException("source must name the writer");
        }
        if (gather.isNegative()) {
            throw new IllegalArgumentException("gather must not be negative: " + gather);
        }
        instanceId = instanceId == null ? "" : instanceId;
        extra = Map.copyOf(extra);
    }

    /** Settings of readers that take each event at once. */
    public LogSettings(String bootstrapServers, String source, String instanceId, Map<String, String> extra) {
        this(bootstrapServers, source, instanceId, Duration.ZERO, extra);
    }

    /**
     * The same, but for groups that let events gather: a batch costs them much, and a short wait nobody.
     *
     * @param wait for how long at most
     */
    public LogSettings gathering(Duration wait) {
        return new LogSettings(bootstrapServers, source, instanceId, wait, extra);
    }

    /**
     * Acknowledged by all in-sync replicas, written once and in order. No lingering: one request is under way at a time, and
     * what arrives meanwhile makes up the next, so that latency is least when calm and batches grow under load.
     */
    Map<String, Object> producer(Duration deliveryTimeout, Duration maxBlock) {
        Map<String, Object> config = common();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                Math.min(REQUEST_TIMEOUT.toMillis(), deliveryTimeout.toMillis()));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlock.toMillis());
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE.toMillis());
        return config;
    }

    Map<String, Object> group(String groupId) {
        Map<String, Object> config = tail();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis() / 4);
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) GROUP_FETCH_WAIT.toMillis());
        if (!instanceId.isEmpty()) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, groupId + '-' + instanceId);
        }
        return config;
    }

    Map<String, Object> tail() {
        Map<String, Object> config = common();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a tail that has lost its place must know it, not be moved to the end in silence
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) TAIL_FETCH_WAIT.toMillis());
        return config;
    }

    Map<String, Object> admin() {
        Map<String, Object> config = common();
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
        return config;
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>(extra);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, RECONNECT_BACKOFF.toMillis());
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, MAX_RECONNECT_BACKOFF.toMillis());
        return config;
    }
}
