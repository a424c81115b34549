package org.baraza.acceptance.hostile;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.baraza.acceptance.contract.Contract;
import org.baraza.acceptance.contract.RestContract.Call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A REST call with hostile values in all its places: parts of its path, parameters of its query, members of its body, the body
 * as a whole and its type.
 *
 * @param call what is documented of it
 * @param target a good path and query
 * @param body a good body; missing for none
 */
record HostileCall(RawHttp http, Call call, String target, JsonNode body) {

    private static final String API = "/api/v1";
    private static final String WHOLE = "";
    private static final String JSON = "application/json";
    private static final List<String> OTHER_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json;charset=utf-16",
            "multipart/form-data",
            "*/*",
            "nonsense");

    /** One of the ways to make it. */
    private record Attempt(String name, byte[] target, String contentType, byte[] body, boolean mustBeRefused) {}

    /** What is wrong with the answers; nothing if all are as documented. */
    List<String> faults() {
        return Stream.of(inPath(), inQuery(), inBody(), ofOtherTypes())
                .flatMap(List::stream)
                .parallel()
                .flatMap(attempt -> faults(attempt).stream().map(fault -> attempt.name() + ": " + fault))
                .toList();
    }

    private List<String> faults(Attempt attempt) {
        RawHttp.Answer answer = http.call(call.method(), attempt.target(), attempt.contentType(), attempt.body());
        return isAddress(attempt.target())
                ? Verdict.ofAnswer(call.method(), pathOf(attempt.target()), attempt.mustBeRefused(), answer)
                : Verdict.ofNoAddress(answer);
    }

    private static boolean isAddress(byte[] target) {
        try {
            new URI(new String(target, ISO_8859_1));
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private List<Attempt> inPath() {
        List<Attempt> attempts = new ArrayList<>();
        String[] parts = call.path().split("/");
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                JsonNode parameter = parameter(parts[i].substring(1, parts[i].length() - 1));
                for (HostileValue value : HostileValues.inAddresses()) {
                    String[] filled = pathOf(target).split("/");
                    filled[i] = latin1(value);
                    attempts.add(asked(
                            parts[i] + " is " + value,
                            String.join("/", filled) + queryOf(target),
                            isAPart(latin1(value)) && isWrong(parameter, latin1(value))));
                }
            }
        }
        return attempts;
    }

    /** Nothing, and what goes on after a semicolon, is no part of a path: the call may be another one then. */
    private static boolean isAPart(String encoded) {
        return !encoded.isEmpty() && !encoded.contains(";");
    }

    private List<Attempt> inQuery() {
        List<Attempt> attempts = new ArrayList<>();
        for (JsonNode parameter : call.parameters()) {
            if (parameter.path("in").asText().equals("query")) {
                String name = parameter.path("name").asText();
                for (HostileValue value : HostileValues.inAddresses()) {
                    String others = queryOf(target)
                            .replaceFirst("([?&])" + name + "=[^&]*&?", "$1")
                            .replaceFirst("^\\?", "");
                    attempts.add(asked(
                            name + " is " + value,
                            pathOf(target) + '?' + name + '=' + latin1(value) + (others.isEmpty() ? "" : '&' + others),
                            !latin1(value).isEmpty()
                                    && !latin1(value).contains("&")
                                    && isWrong(parameter, latin1(value))));
                }
            }
        }
        return attempts;
    }

    private List<Attempt> inBody() {
        List<Attempt> attempts = new ArrayList<>();
        Template template = new Template(body, call.bodyExamples());
        if (call.bodySchema().isMissingNode()) {
            for (HostileValue value : HostileValues.at(WHOLE)) {
                attempts.add(
                        new Attempt("a body nobody asked for is " + value, bytes(target), JSON, value.bytes(), false));
            }
            return attempts;
        }
        for (String place : Contract.places(call.bodySchema())) {
            for (HostileValue value : HostileValues.at(place)) {
                attempts.add(said("'" + place + "' is " + value, template.with(place, value.bytes())));
            }
        }
        boolean isRequired = call.operation().at("/requestBody/required").asBoolean();
        attempts.add(new Attempt("there is no body", bytes(target), JSON, new byte[0], isRequired));
        attempts.add(new Attempt(
                "there is a member nobody knows", bytes(target), JSON, template.withUnknownMember(), false));
        return attempts;
    }

    private List<Attempt> ofOtherTypes() {
        return body.isMissingNode()
                ? List.of()
                : OTHER_TYPES.stream()
                        .map(type -> new Attempt(
                                "the type is " + type,
                                bytes(target),
                                type,
                                body.toString().getBytes(ISO_8859_1),
                                false))
                        .toList();
    }

    private Attempt asked(String name, String hostile, boolean mustBeRefused) {
        return body.isMissingNode()
                ? new Attempt(name, bytes(hostile), null, new byte[0], mustBeRefused)
                : new Attempt(name, bytes(hostile), JSON, body.toString().getBytes(ISO_8859_1), mustBeRefused);
    }

    private Attempt said(String name, byte[] hostile) {
        return new Attempt(name, bytes(target), JSON, hostile, Legality.isWrong(call.bodySchema(), hostile));
    }

    private JsonNode parameter(String name) {
        return call.parameters().stream()
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(call.name() + " does not document " + name));
    }

    private static boolean isWrong(JsonNode parameter, String encoded) {
        Optional<String> value = decoded(encoded);
        return value.isEmpty()
                || Legality.isWrong(parameter.path("schema"), TextNode.valueOf(value.get()))
                        && Legality.isWrong(
                                parameter.path("schema"), value.get().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String pathOf(byte[] target) {
        return pathOf(new String(target, ISO_8859_1).substring(API.length()));
    }

    private static String pathOf(String target) {
        return target.replaceFirst("\\?.*", "");
    }

    private static String queryOf(String target) {
        return target.substring(pathOf(target).length());
    }

    private static String latin1(HostileValue value) {
        return new String(value.bytes(), ISO_8859_1);
    }

    private static byte[] bytes(String target) {
        return (API + target).getBytes(ISO_8859_1);
    }
}
