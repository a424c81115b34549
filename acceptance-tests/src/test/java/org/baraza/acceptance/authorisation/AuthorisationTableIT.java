package org.baraza.acceptance.authorisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.baraza.acceptance.authorisation.AuthorisationTable.Row;
import org.baraza.acceptance.contract.Contract;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every call and event by every kind of caller gets what {@code authorisation.txt} says. */
class AuthorisationTableIT {

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.forLoad();

    private static final List<Row> ROWS = AuthorisationTable.read();
    private static final Map<String, Peer> SOCKETS = new HashMap<>();
    /** For comparing what is not theirs with what is not there. */
    private static final int OUTSIDER_ONCE_MORE = 1;

    private static final Set<String> WITHOUT_SOCKET = Set.of("anonymous", "expired");

    private static Cast cast;

    @BeforeAll
    static void gather() {
        cast = new Cast(PLATFORM);
        int callers = ROWS.get(0).expected().size() + OUTSIDER_ONCE_MORE;
        int ofMessages = rowsWith("{message}");
        cast.gather(ofMessages * callers, ofMessages, (rowsWith("{broadcast}") + rowsWith("{announcement}")) * callers);
        ROWS.get(0).expected().keySet().stream()
                .filter(caller -> !WITHOUT_SOCKET.contains(caller))
                .forEach(caller -> SOCKETS.put(caller, Peer.connect(PLATFORM.gateway(1), cast.tokenOf(caller))));
    }

    @AfterAll
    static void leave() {
        SOCKETS.values().forEach(Peer::close);
    }

    @Test
    void theTableNamesEveryDocumentedCallAndEvent() {
        Set<String> documented = Stream.concat(
                        Contract.rest().calls().stream().map(call -> AuthorisationTable.shapeOf(call.name())),
                        Contract.events().fromClients().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> named = ROWS.stream().map(Row::shape).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(documented);
    }

    @Test
    void nobodyGetsASocketWithoutAGoodToken() {
        assertThat(Peer.open(PLATFORM.gateway(0), "").awaitRefused()).contains("TOKEN_MISSING");
        assertThat(Peer.open(PLATFORM.gateway(0), cast.tokenOf("expired")).awaitRefused())
                .contains("TOKEN_INVALID");
    }

    @TestFactory
    Stream<DynamicTest> everyCallerGetsWhatTheTableSays() {
        return ROWS.stream()
                .map(row -> dynamicTest(row.call() + ' ' + row.body(), () -> {
                    SoftAssertions cells = new SoftAssertions();
                    row.expected()
                            .forEach((caller, expected) -> cells.assertThat(outcome(row, caller))
                                    .as(caller)
                                    .isEqualTo(expected));
                    cells.assertAll();
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotTheirsIsToAnOutsiderAsWhatDoesNotExist() {
        return ROWS.stream()
                .filter(row -> row.hasTarget() && row.expected().get("outsider").matches(".*(UNKNOWN|NOT_FOUND)"))
                .map(row -> dynamicTest(row.call() + ' ' + row.body(), () -> {
                    String notTheirs = answer(cast.fill(row.call(), "outsider"), cast.fill(row.body(), "outsider"));
                    String notThere = answer(cast.fillWithNothing(row.call()), cast.fillWithNothing(row.body()));

                    assertThat(notTheirs).isEqualTo(notThere);
                }));
    }

    private static int rowsWith(String target) {
        return (int) ROWS.stream()
                .filter(row -> (row.call() + row.body()).contains(target))
                .count();
    }

    private static String outcome(Row row, String caller) {
        if (row.isEvent() && WITHOUT_SOCKET.contains(caller)) {
            return "refused";
        }
        String call = cast.fill(row.call(), caller);
        String body = cast.fill(row.body(), caller);
        if (row.isEvent()) {
            return ask(caller, call, body).optString("code", "ok");
        }
        Rest.Answer answer = call(caller, call, body);
        return answer.body().has("code")
                ? answer.status() + " " + answer.body().path("code").asText()
                : String.valueOf(answer.status());
    }

    /** Everything that an outsider sees of an answer. */
    private static String answer(String call, String body) {
        return call.contains(" /")
                ? call("outsider", call, body).toString()
                : ask("outsider", call, body).toString();
    }

    private static Rest.Answer call(String caller, String call, String body) {
        String[] methodAndPath = call.split(" ", 2);
        return cast.rest(caller).call(methodAndPath[0], methodAndPath[1], body.isEmpty() ? null : body);
    }

    private static JSONObject ask(String caller, String event, String argument) {
        return SOCKETS.get(caller)
                .ask(event, argument.isEmpty() ? null : new JSONTokener(argument).nextValue())
                .join();
    }
}
