package org.baraza.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.baraza.local.process.ProcessState.Ended;
import org.baraza.local.process.ProcessState.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class ManagedProcessTest {

    private static final String UNTIL_TERMINATED =
            "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
    private static final String DEAF = "trap '' TERM; echo ready; while :; do sleep 0.05; done";

    @TempDir
    private Path folder;

    private ManagedProcess process;

    @AfterEach
    void killProcess() {
        if (process != null) {
            process.kill();
        }
    }

    @Test
    void isReadyOnceTheLineIsInItsLog() {
        // Given
        process = shell(UNTIL_TERMINATED);

        // When
        process.start();

        // Then
        assertThat(process.isAlive()).isTrue();
        assertThat(process.logTail(20)).containsExactly("ready");
        assertThat(process.cpuTime()).isPresent();
    }

    @Test
    void aChildThatDiesWhileStartingIsReportedByNameWithTheTailOfItsLog() {
        // Given
        process = shell("for i in $(seq 1 30); do echo line $i; done; exit 3");

        // When
        ProcessFailedException failure = catchThrowableOfType(ProcessFailedException.class, process::start);

        // Then
        assertThat(failure.process()).isEqualTo("child");
        assertThat(failure.reason()).isEqualTo("ended while starting (exit code 3)");
        assertThat(failure.logTail()).hasSize(20).startsWith("line 11").endsWith("line 30");
    }

    @Test
    void aChildThatIsNotReadyInTimeIsKilled() {
        // Given
        process = new ManagedProcess(spec("echo slow; sleep 60").withStartTimeout(Duration.ofMillis(300)));

        // When
        ProcessFailedException failure = catchThrowableOfType(ProcessFailedException.class, process::start);

        // Then
        assertThat(failure.reason()).startsWith("was not ready within");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aProgramThatIsNotThereIsReportedAtOnce() {
        process = new ManagedProcess(ProcessSpec.of(
                "child", List.of("no-such-program-anywhere"), folder, log(), new Readiness.Line("ready")));

        assertThatThrownBy(process::start)
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageStartingWith("child ");
    }

    @Test
    void stopLetsTheChildEndByItself() {
        // Given
        process = shell(UNTIL_TERMINATED).start();

        // When
        process.stop();

        // Then
        assertThat(process.logTail(1)).containsExactly("bye");
        assertThat(exit().code()).isEqualTo(7);
        assertThat(exit().wanted()).isTrue();
    }

    @Test
    void stopKillsAChildThatDoesNotListen() {
        // Given
        process = new ManagedProcess(spec(DEAF).withStopTimeout(Duration.ofMillis(200))).start();

        // When
        process.stop();

        // Then
        assertThat(process.isAlive()).isFalse();
        assertThat(exit().code()).isEqualTo(128 + 9);
    }

    @Test
    void aRestartHasTheSameEnvironmentAndANewLogWithTheOldOneBesideIt() {
        // Given
        process = new ManagedProcess(
                        spec("echo hello $WHO; " + UNTIL_TERMINATED).withEnvironment(Map.of("WHO", "world")))
                .start();
        long firstPid = process.pid();

        // When
        process.restart();

        // Then
        assertThat(process.pid()).isNotEqualTo(firstPid);
        assertThat(process.logTail(20)).containsExactly("hello world", "ready");
        assertThat(new LogFile(folder.resolve("child.previous.log")).tail(1)).containsExactly("bye");
    }

    @Test
    void listenersHearWhetherTheEndWasWanted() {
        // Given
        List<Exit> exits = new CopyOnWriteArrayList<>();
        process = shell(UNTIL_TERMINATED);
        process.onExit(exits::add);
        process.start();

        // When
        ProcessHandle.of(process.pid()).orElseThrow().destroy();
        await().untilAsserted(() -> assertThat(exits).hasSize(1));
        process.start();
        process.kill();

        // Then
        await().untilAsserted(() -> assertThat(exits).extracting(Exit::wanted).containsExactly(false, true));
    }

    private ManagedProcess shell(String script) {
        return new ManagedProcess(spec(script));
    }

    private ProcessSpec spec(String script) {
        return ProcessSpec.of("child", List.of("/bin/sh", "-c", script), folder, log(), new Readiness.Line("ready"));
    }

    private Path log() {
        return folder.resolve("child.log");
    }

    private Exit exit() {
        return ((Ended) process.state()).exit();
    }
}
