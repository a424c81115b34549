package org.baraza.acceptance.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.baraza.acceptance.contract.Contract;

/** What is wrong with an answer to something hostile. */
final class Verdict {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INNARDS = Pattern.compile(
            "\\tat |Exception|java\\.|com\\.(mongodb|fasterxml)|io\\.(vertx|quarkus|netty)|org\\.baraza");
    /** What a path that leads elsewhere may get, whatever is documented there. */
    private static final Set<Integer> NOT_SERVED = Set.of(404, 405);

    private static final int NO_ADDRESS = 400;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT_OF_OURS = 500;
    private static final int TOO_MANY = 429;

    private Verdict() {}

    /**
     * Of a REST call.
     *
     * @param path the path without the query, as it was sent
     * @param mustBeRefused whether what was sent is not as documented
     */
    static List<String> ofAnswer(String method, String path, boolean mustBeRefused, RawHttp.Answer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() == 0) {
            return List.of("no answer but '" + answer.head() + "'");
        }
        faults.addAll(ofStatus(answer.status(), mustBeRefused, answer.text()));
        if (answer.head().contains("\n" + HostileValues.INJECTED)) {
            faults.add("a header was injected");
        }
        try {
            JsonNode body = answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
            if (path.equals(resolved(path)) || !NOT_SERVED.contains(answer.status())) {
                faults.addAll(Contract.rest()
                        .violations(method, resolved(path), answer.status(), answer.contentType(), body));
            }
        } catch (IOException e) {
            faults.add("answered " + answer.status() + " with what is no JSON: " + answer.text());
        }
        return faults;
    }

    /** Of a call whose address is none. Documented: refused before anybody has a look at it, and without a problem. */
    static List<String> ofNoAddress(RawHttp.Answer answer) {
        return answer.status() == NO_ADDRESS && answer.body().length == 0
                ? List.of()
                : List.of("answered " + answer.status() + ": " + answer.text());
    }

    /** As a server reads it: without the folder above, and without a slash at the end. */
    private static String resolved(String path) {
        return path.replaceAll("/[^/]+/(\\.\\.|%2e%2e)(?=/|$)", "").replaceFirst("(?<=.)/$", "");
    }

    /** Of the acknowledgement of an event. */
    static List<String> ofAcknowledgement(String event, boolean mustBeRefused, JsonNode answer) {
        List<String> faults =
                new ArrayList<>(ofStatus(answer.path("statusCode").asInt(200), mustBeRefused, answer.toString()));
        faults.addAll(Contract.events().violationsOfAnswer(event, answer));
        return faults;
    }

    private static List<String> ofStatus(int status, boolean mustBeRefused, String text) {
        List<String> faults = new ArrayList<>();
        if (status >= FIRST_FAULT_OF_OURS || status == TOO_MANY) {
            faults.add("answered " + status + ": " + text);
        }
        if (mustBeRefused && status < FIRST_ERROR) {
            faults.add("accepted, though it is not as documented");
        }
        if (status >= FIRST_ERROR
                && (text.contains(HostileValues.MARK) || INNARDS.matcher(text).find())) {
            faults.add("tells too much: " + text);
        }
        return faults;
    }
}
