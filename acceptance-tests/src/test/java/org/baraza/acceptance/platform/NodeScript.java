package org.baraza.acceptance.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A script below {@code src/test/node} with the unmodified npm client, where there is a Node.js to run it. */
public final class NodeScript {

    private static final Path SCRIPTS = Path.of("src", "test", "node");

    private NodeScript() {}

    /**
     * Runs a script. Without Node.js the test is skipped, unless {@code REQUIRE_NODE} is set.
     *
     * @return the one JSON object that it printed
     */
    public static JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
        assumeTrue(answers("node") && answers("npm") || System.getenv("REQUIRE_NODE") != null, "no Node.js here");
        Path work = Files.createDirectories(Path.of("target", "node"));
        for (String file : List.of("package.json", "package-lock.json", script)) {
            Files.copy(SCRIPTS.resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        execute(work, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        String printed = execute(
                work,
                Stream.concat(Stream.of("node", script), Stream.of(arguments)).toArray(String[]::new));
        return new ObjectMapper().readTree(printed.substring(printed.indexOf('{')));
    }

    private static boolean answers(String program) {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String execute(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s printed %s", command[0], printed)
                .isTrue();
        return printed;
    }
}
