package org.baraza.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LogFollowerTest {

    @TempDir
    private Path folder;

    @Test
    void handsOnNewLinesOfOldAndNewLogsAndNothingFromBefore() throws Exception {
        // Given
        Files.writeString(folder.resolve("kafka.log"), "from the last start\n");
        List<String> lines = new CopyOnWriteArrayList<>();

        // When
        try (LogFollower follower = new LogFollower(folder, (name, line) -> lines.add(name + ": " + line))) {
            new LogFile(folder.resolve("kafka.log")).rotate();
            Files.writeString(folder.resolve("kafka.log"), "a much longer line of the new start\nhalf a li");
            Files.writeString(folder.resolve("redis.log"), "hello\n");
            await().untilAsserted(() -> assertThat(lines).hasSize(2));
            Files.writeString(folder.resolve("kafka.log"), "ne\n", StandardOpenOption.APPEND);

            // Then
            await().untilAsserted(() -> assertThat(lines)
                    .containsExactlyInAnyOrder(
                            "kafka: a much longer line of the new start", "redis: hello", "kafka: half a line"));
        }
    }
}
