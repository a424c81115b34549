package org.baraza.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The unmodified npm client, where there is a Node.js to run it; with {@code REQUIRE_NODE} there must be one. */
class NpmClientIT {

    private static final Path SCRIPTS = Path.of("src", "test", "node");
    private static final int MESSAGES = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    @Test
    void twoPeopleOnTwoGatewaysSeeEveryMessageOnceAndInOrder() throws Exception {
        twoPeopleSeeEveryMessageOnceAndInOrder(
                "websocket", "amina", "baraka", PLATFORM.gateway(0), PLATFORM.gateway(1));
    }

    @Test
    void twoPeopleWithTheTransportsOfTheWebsiteBehindABalancerDoSoToo() throws Exception {
        try (TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1))) {
            twoPeopleSeeEveryMessageOnceAndInOrder(
                    "polling,websocket", "chidi", "dalila", balancer.origin(), balancer.origin());
        }
    }

    private void twoPeopleSeeEveryMessageOnceAndInOrder(
            String transports, String amina, String baraka, String oneUrl, String otherUrl) throws Exception {
        // Given
        assumeTrue(hasNode() || System.getenv("REQUIRE_NODE") != null, "no Node.js here");
        PLATFORM.community().join(amina, baraka);
        Path work = Files.createDirectories(Path.of("target", "node"));
        for (String file : List.of("package.json", "package-lock.json", "two-people.mjs")) {
            Files.copy(SCRIPTS.resolve(file), work.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        run(work, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");

        // When
        String printed = run(
                work,
                "node",
                "two-people.mjs",
                transports,
                oneUrl,
                otherUrl,
                amina,
                PLATFORM.community().tokenOf(amina),
                baraka,
                PLATFORM.community().tokenOf(baraka));

        // Then
        JsonNode result = new ObjectMapper().readTree(printed.substring(printed.indexOf('{')));
        assertThat(result.path("acks")).hasSize(MESSAGES).allSatisfy(ack -> {
            assertThat(ack.path("id").asText())
                    .isEqualTo(
                            "dm." + amina + "." + baraka + "-" + ack.path("seq").asLong());
            assertThat(ack.path("createdAt").asText()).isNotEmpty();
        });
        for (int socket = 0; socket < 4; socket++) {
            List<Long> numbers = new ArrayList<>();
            boolean ofAmina = socket < 2;
            for (JsonNode message : result.path("seen").path(socket)) {
                numbers.add(message.path("seq").asLong());
                assertThat(message.path("isMine").asBoolean())
                        .isEqualTo(ofAmina == (message.path("seq").asLong() % 2 == 1));
            }
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        }
        assertThat(result.path("notices").asInt()).isEqualTo(MESSAGES / 2);
        assertThat(result.path("online")).extracting(JsonNode::asText).contains(amina, baraka);
        assertThat(result.path("count").isIntegralNumber()).isTrue();
        assertThat(result.path("refused").asText()).isEqualTo("TOKEN_INVALID");
    }

    private static boolean hasNode() {
        return answers("node") && answers("npm");
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

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
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
