package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SupervisorTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> tails = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private ManagedProcess process;
    private Supervisor supervisor;

    @BeforeEach
    void startAndWatch() {
        process = new ManagedProcess(ProcessSpec.of(
                "child",
                List.of("/bin/sh", "-c", "echo ready; while :; do sleep 0.05; done"),
                folder,
                folder.resolve("child.log"),
                new Readiness.Line("ready")));
        process.start();
        supervisor = new Supervisor(new Recorder(), Clock.systemUTC(), Duration.ofMillis(10), () -> heard.add("state"));
        supervisor.watch(List.of(process));
    }

    @AfterEach
    void end() {
        supervisor.close();
        process.kill();
    }

    @Test
    void aProcessThatDiesIsReportedWithItsLogAndStartedAgain() {
        // When
        crash();

        // Then
        await().untilAsserted(() -> assertThat(heard)
                .containsExactly(
                        "child ended with exit code 137, starting again in 0 s", "starting", "state", "ready"));
        assertThat(tails).containsExactly("ready");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessThatWasStoppedOnPurposeStaysDown() {
        // When
        process.stop();
        supervisor.close();

        // Then
        assertThat(heard).isEmpty();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void theFourthDeathInAMinuteIsOneTooMany() {
        // When
        for (int i = 0; i < RestartPolicy.MAX_RESTARTS; i++) {
            int returns = i + 1;
            crash();
            await().untilAsserted(
                            () -> assertThat(heard).filteredOn("ready"::equals).hasSize(returns));
        }
        crash();

        // Then
        await().untilAsserted(() -> assertThat(supervisor.gaveUp()).isCompletedWithValue("child"));
        assertThat(heard).last().isEqualTo("child ended with exit code 137 once too often, everything ends");
    }

    private void crash() {
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    }

    private final class Recorder implements Progress {

        @Override
        public void starting(String component) {
            heard.add("starting");
        }

        @Override
        public void ready(String component, Duration took) {
            heard.add("ready");
        }

        @Override
        public void died(String component, String what, List<String> logTail) {
            heard.add(component + " " + what);
            tails.addAll(logTail);
        }

        @Override
        public void note(String line) {
            heard.add(line);
        }
    }
}
