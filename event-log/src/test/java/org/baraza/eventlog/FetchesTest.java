package org.baraza.eventlog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FetchesTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 1);
    private static final TopicPartition TWO = new TopicPartition("topic", 2);

    @Test
    void keepTheOrderOfEachPartition() {
        // When
        ConsumerRecords<String, byte[]> joined = Fetches.join(
                records(Map.of(ONE, new long[] {4, 5}, TWO, new long[] {9})),
                records(Map.of(ONE, new long[] {6})),
                Set.of(ONE, TWO));

        // Then
        assertThat(offsets(joined, ONE)).containsExactly(4L, 5L, 6L);
        assertThat(offsets(joined, TWO)).containsExactly(9L);
        assertThat(joined.count()).isEqualTo(4);
    }

    @Test
    void leaveOutWhatBelongsToAnotherReaderNow() {
        // When
        ConsumerRecords<String, byte[]> joined =
                Fetches.join(records(Map.of(ONE, new long[] {4}, TWO, new long[] {9})), records(Map.of()), Set.of(TWO));

        // Then
        assertThat(joined.partitions()).containsExactly(TWO);
    }

    private static ConsumerRecords<String, byte[]> records(Map<TopicPartition, long[]> offsets) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Arrays.stream(entry.getValue())
                                .mapToObj(offset -> new ConsumerRecord<>(
                                        "topic", entry.getKey().partition(), offset, "key", new byte[0]))
                                .toList()));
        return new ConsumerRecords<>(records, Map.of());
    }

    private static List<Long> offsets(ConsumerRecords<String, byte[]> records, TopicPartition partition) {
        return records.records(partition).stream().map(ConsumerRecord::offset).toList();
    }
}
