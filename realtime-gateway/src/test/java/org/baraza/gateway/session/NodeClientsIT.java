package org.baraza.gateway.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The unmodified npm clients {@code engine.io-client} and {@code socket.io-client} against the echo applications, where there
 * is a Node.js to run them; with {@code REQUIRE_NODE} there must be one. Needs no other service.
 */
class NodeClientsIT {

    private static final Path SCRIPTS = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(answers("node") && answers("npm") || System.getenv("REQUIRE_NODE") != null, "no Node.js here");
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", "clients.mjs")) {
            Files.copy(SCRIPTS.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"polling,websocket | websocket", "websocket | websocket", "polling | polling"})
    void seeEveryMessageOfEveryKind(String transports, String last) throws Exception {
        // Given
        try (EchoServer server = new EchoServer(EchoServer.Settings.ofTheSuites())) {
            // When
            String printed =
                    run("node", "clients.mjs", server.address("http", "").toString(), transports);

            // Then
            JsonNode result = EventCodec.JSON.readTree(printed.substring(printed.indexOf('{')));
            assertThat(result.path("engine"))
                    .isEqualTo(json("{'transport':'" + last + "','got':['one – café','010203','three']}"));
            assertThat(result.path("sockets")).isEqualTo(json("""
                                    {'mainAuth':{'token':'abc'},
                                     'customAuth':{'token':'def'},
                                     'refusal':'Invalid namespace',
                                     'plain':[1,'2',{'3':[true]}],
                                     'bytes':['0102','03'],
                                     'ack':{'bytes':'0405','text':'café'},
                                     'still':'still here',
                                     'connected':[true,false],
                                     'oneConnection':true}"""));
        }
    }

    private static JsonNode json(String text) throws IOException {
        return EventCodec.JSON.readTree(text.replace('\'', '"'));
    }

    private static boolean answers(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(WORK, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s printed %s", command[0], printed)
                .isTrue();
        return printed;
    }
}
