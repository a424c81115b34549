package org.baraza.acceptance.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.baraza.acceptance.authorisation.AuthorisationTable;
import org.baraza.acceptance.authorisation.AuthorisationTable.Row;
import org.baraza.acceptance.authorisation.Cast;
import org.baraza.acceptance.contract.Contract;
import org.baraza.acceptance.contract.RecordsOnTopics;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.acceptance.socket.RawSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Every documented call and event, with every hostile value in each of its places, is refused with a documented error or
 * accepted where that is documented; neighbours notice nothing, no service has a fault to log, and nothing is a dead letter.
 * What is good of each call comes from {@code authorisation.txt}.
 */
class HostileTableIT {

    /** No limit on how often, and time enough, so that each value meets what it is meant for. */
    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.with(options -> options.withEnvironment(
                    "realtime-gateway",
                    Map.of(
                            "GATEWAY_COMMANDS_PER_SECOND", "100000",
                            "GATEWAY_COMMANDS_BURST", "100000",
                            "GATEWAY_SERVICES_TIMEOUT", "30s",
                            "GATEWAY_SOCKETS_EVENTS_PER_SECOND", "100000",
                            "GATEWAY_SOCKETS_EVENT_BURST", "100000",
                            "GATEWAY_SOCKETS_FRAMES_PER_SECOND", "100000",
                            "GATEWAY_SOCKETS_FRAME_BURST", "100000",
                            "GATEWAY_SOCKETS_SYNCS_PER_SECOND", "100000",
                            "GATEWAY_SOCKETS_SYNC_BURST", "100000"))
            .withEnvironment("message-service", Map.of("MESSAGE_SERVICE_SYNC_READ_TIMEOUT", "30s")));

    private static final List<Row> ROWS = AuthorisationTable.read();
    /** Whoever may do most comes first. */
    private static final List<String> CALLERS = List.of("sender", "super-admin", "participant");

    private static final String DONE = "ok|2\\d\\d";
    private static final Pattern FAULT = Pattern.compile("\\bERROR\\b|^\\s+at [\\w.$/]+\\(|^Caused by:");
    private static final String SERVICES = "(gateway|message|conversation|notification).*\\.log";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Cast cast;

    @BeforeAll
    static void gather() {
        cast = new Cast(PLATFORM);
        cast.gather(ROWS.size(), 1, ROWS.size());
    }

    @AfterAll
    static void nothingWasLoggedAsAFaultAndNothingIsADeadLetter() throws IOException {
        try (Stream<Path> logs = Files.list(PLATFORM.platform().data().resolve("logs"))) {
            List<Path> ofServices = logs.filter(
                            log -> log.getFileName().toString().matches(SERVICES))
                    .toList();
            assertThat(ofServices).hasSizeGreaterThanOrEqualTo(5);
            assertThat(ofServices.stream().flatMap(HostileTableIT::faultsIn)).isEmpty();
        }
        assertThat(RecordsOnTopics.of(PLATFORM.platform().kafkaBootstrap()).deadLetters())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCallIsRefusedOrAcceptedAsDocumented() {
        return Contract.rest().calls().stream()
                .map(call -> dynamicTest(call.name(), () -> {
                    Row row = rowOf(AuthorisationTable.shapeOf(call.name()));
                    String caller = callerOf(row);
                    String target = cast.fill(row.call(), caller).split(" ", 2)[1];
                    JsonNode body = json(cast.fill(row.body(), caller));
                    try (RawHttp http = new RawHttp(PLATFORM.gateway(0), cast.tokenOf(caller))) {
                        assertThat(new HostileCall(http, call, target, body).faults())
                                .isEmpty();
                    }
                    assertNeighboursNoticeNothing();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsRefusedOrAcceptedAsDocumented() {
        return Contract.events().fromClients().stream()
                .map(event -> dynamicTest(event, () -> {
                    Row row = rowOf(event);
                    String caller = callerOf(row);
                    try (HostileEvent hostile = new HostileEvent(
                            event,
                            json(cast.fill(row.body(), caller)),
                            () -> RawSocket.connected(PLATFORM.gateway(0), cast.tokenOf(caller)))) {
                        assertThat(hostile.faults()).isEmpty();
                    }
                    assertNeighboursNoticeNothing();
                }));
    }

    /** A row in which somebody may do it; the first, if nobody may do it to what there is. */
    private static Row rowOf(String shape) {
        List<Row> rows = ROWS.stream().filter(row -> row.shape().equals(shape)).toList();
        return rows.stream()
                .filter(row -> CALLERS.stream().anyMatch(caller -> succeeds(row, caller)))
                .findFirst()
                .orElseGet(() -> rows.get(0));
    }

    private static String callerOf(Row row) {
        return CALLERS.stream()
                .filter(caller -> succeeds(row, caller))
                .findFirst()
                .orElse(CALLERS.get(0));
    }

    private static boolean succeeds(Row row, String caller) {
        return row.expected().get(caller).matches(DONE);
    }

    private static void assertNeighboursNoticeNothing() {
        String text = "still here " + UUID.randomUUID();
        try (Peer receiver = Peer.connect(PLATFORM.gateway(0), cast.tokenOf("outsider"))) {
            assertThat(cast.rest("participant")
                            .post("/messages", "{\"receiverId\":\"outsider\",\"content\":\"" + text + "\"}")
                            .status())
                    .isEqualTo(201);
            await().untilAsserted(() -> assertThat(receiver.received("message:new"))
                    .anyMatch(message -> message.body().optString("content").equals(text)));
        }
    }

    private static Stream<String> faultsIn(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> FAULT.matcher(line).find())
                    .map(line -> log.getFileName() + ": " + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body of the table is no JSON: " + text, e);
        }
    }
}
