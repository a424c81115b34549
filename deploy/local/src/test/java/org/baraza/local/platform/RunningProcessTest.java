package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RunningProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void aProcessThatIsStillTheOneMeantIsEnded() throws Exception {
        // Given
        Process child = sleeper();

        // When
        RunningProcess.of("child", child.pid()).end(PATIENCE);

        // Then
        await().untilAsserted(() -> assertThat(child.isAlive()).isFalse());
    }

    @Test
    void anotherProcessWithTheSameIdIsLeftAlone() throws Exception {
        // Given
        Process child = sleeper();
        RunningProcess former = new RunningProcess("child", child.pid(), 1L);

        // When
        former.end(PATIENCE);

        // Then
        assertThat(former.isAlive()).isFalse();
        assertThat(child.isAlive()).isTrue();
        child.destroyForcibly();
    }

    @Test
    void theStateOfARunningPlatformIsReadBackAsWritten() {
        // Given
        PlatformState state = new PlatformState(
                RunningProcess.self(),
                List.of("http://127.0.0.1:8080"),
                "127.0.0.1:9092",
                List.of(RunningProcess.self()));

        // When
        state.write(folder);

        // Then
        assertThat(PlatformState.running(folder)).isEqualTo(state);
    }

    @Test
    void whereNothingRunsTheErrorSaysHowToStart() {
        assertThatThrownBy(() -> PlatformState.running(folder))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("No Baraza runs on " + folder);
    }

    private static Process sleeper() throws Exception {
        return new ProcessBuilder("sleep", "60").start();
    }
}
