package org.baraza.local.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.local.platform.FakeService;
import org.baraza.local.platform.PlatformState;
import org.baraza.local.process.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The command {@code up} as a process of its own, with real backends and fakes for the services. */
class UpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path repository;

    private Process up;
    private Path output;
    private int port;

    @BeforeEach
    void buildFakes() throws IOException {
        FakeService.buildAll(repository);
        port = Ports.free();
    }

    @AfterEach
    void end() throws InterruptedException {
        up.destroy();
        up.waitFor(30, TimeUnit.SECONDS);
        up.destroyForcibly();
    }

    @Test
    void itBecomesReadyAndOnSigtermEverythingEndsAndTheDataStays() throws Exception {
        // Given
        start("first.txt");
        awaitReady();
        List<ProcessHandle> children = children();

        // When
        up.destroy();
        up.waitFor(30, TimeUnit.SECONDS);

        // Then
        assertThat(children).hasSize(7).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(output))
                .containsOnlyOnce("ready http://localhost:" + port)
                .contains("NOT FOR PRODUCTION", "./baraza send juma zawadi", "stopped")
                .doesNotContain("died", "ended with exit code");
        assertThat(data()).isDirectoryContaining("glob:**kafka").isDirectoryNotContaining("glob:**platform.json");
    }

    @Test
    void theNextStartEndsWhatAKilledOneLeftBehind() throws Exception {
        // Given
        start("first.txt");
        awaitReady();
        List<ProcessHandle> children = children();
        up.destroyForcibly().waitFor();

        // When
        start("second.txt");
        awaitReady();

        // Then
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(output)).contains("left behind by the last start");
    }

    @Test
    void aServiceThatDiesIsReportedByNameAndComesBack() throws Exception {
        // Given
        start("first.txt");
        awaitReady();
        PlatformState before = state();

        // When
        child(before, "message-service").destroyForcibly();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(output))
                        .contains("message-service       ended with exit code 137, starting again in 1 s")
                        .containsPattern("exit code 137(?s:.*)message-service       ready after"));
        assertThat(child(state(), "message-service").isAlive()).isTrue();
    }

    private void start(String outputName) throws IOException {
        output = repository.resolve(outputName);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbaraza.home=" + repository,
                "-Dbaraza.database=stand-in",
                "-cp",
                classPath.replace("target" + File.separator + "test-classes", "target" + File.separator + "none"),
                Baraza.class.getName(),
                "up",
                "--port",
                Integer.toString(port)));
        up = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(output)).contains("\nready http"));
    }

    private List<ProcessHandle> children() throws IOException {
        return state().processes().stream()
                .map(process -> ProcessHandle.of(process.pid()).orElseThrow())
                .toList();
    }

    private static ProcessHandle child(PlatformState state, String name) {
        return state.processes().stream()
                .filter(process -> process.name().equals(name))
                .map(process -> ProcessHandle.of(process.pid()).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private PlatformState state() throws IOException {
        return new ObjectMapper().readValue(data().resolve("platform.json").toFile(), PlatformState.class);
    }

    private Path data() {
        return repository.resolve("data");
    }
}
