package org.baraza.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Every REST call, as {@code openapi.yaml} has it. */
public final class RestContract {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final ApiDocument document;
    private final Schemas schemas;
    private final List<Call> calls = new ArrayList<>();

    RestContract(ApiDocument document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
        document.root()
                .get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> calls.add(new Call(
                                method.toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                path.getValue().get(method),
                                parameters(path.getValue(), path.getValue().get(method))))));
    }

    private List<JsonNode> parameters(JsonNode path, JsonNode operation) {
        return Stream.of(path, operation)
                .flatMap(node -> StreamSupport.stream(node.path("parameters").spliterator(), false))
                .map(document::resolve)
                .toList();
    }

    /**
     * A documented call.
     *
     * @param method {@code GET}, …
     * @param path its template below {@code /api/v1}
     * @param operation what the document says of it
     * @param parameters what the document says of each of its parameters
     */
    public record Call(String method, String path, JsonNode operation, List<JsonNode> parameters) {

        /** How tables and messages name it. */
        public String name() {
            return method + ' ' + path;
        }

        /** The schema of its body; a missing node if it takes none. */
        public JsonNode bodySchema() {
            return body().path("schema");
        }

        /** The bodies that the document gives as examples. */
        public List<JsonNode> bodyExamples() {
            return StreamSupport.stream(body().path("examples").spliterator(), false)
                    .map(example -> example.path("value"))
                    .toList();
        }

        private JsonNode body() {
            return operation.path("requestBody").path("content").path("application/json");
        }

        private boolean matches(String requested) {
            String template = Pattern.compile("\\{[^}]+}").matcher(path).replaceAll("[^/]+");
            return requested.matches(template);
        }

        private long variables() {
            return path.chars().filter(c -> c == '{').count();
        }
    }

    public List<Call> calls() {
        return calls;
    }

    /** The documented call that a request is; none if no call is documented there. */
    public Optional<Call> find(String method, String pathAndQuery) {
        String path = pathAndQuery.replaceFirst("[?#].*", "");
        return calls.stream()
                .filter(call -> call.method().equals(method) && call.matches(path))
                .min(java.util.Comparator.comparingLong(Call::variables));
    }

    /**
     * Holds an answer against the document: its status, type and body.
     *
     * @param body its JSON; a missing node if there is none
     * @return what is wrong; nothing if it is as documented
     */
    public List<String> violations(String method, String path, int status, String contentType, JsonNode body) {
        Optional<Call> call = find(method, path);
        if (call.isEmpty()) {
            return status == 404 || status == 405 ? List.of() : List.of("answered " + status + ", undocumented");
        }
        JsonNode response = call.get().operation().path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not documented");
        }
        JsonNode content = document.resolve(response).path("content");
        String type = contentType.replaceFirst(";.*", "").strip();
        if (content.isMissingNode()) {
            return List.of();
        }
        return content.has(type)
                ? schemas.violations(content.get(type).get("schema"), body)
                : List.of("content type '" + type + "' is not documented for status " + status);
    }

    /** Holds every example of the document against its schema. */
    List<String> wrongExamples() {
        List<String> wrong = new ArrayList<>();
        for (Call call : calls) {
            examples(
                    call.name() + " request",
                    call.operation().path("requestBody").path("content"),
                    wrong);
            call.operation()
                    .path("responses")
                    .properties()
                    .forEach(response -> examples(
                            call.name() + ' ' + response.getKey(),
                            document.resolve(response.getValue()).path("content"),
                            wrong));
        }
        return wrong;
    }

    private void examples(String where, JsonNode content, List<String> wrong) {
        content.forEach(media -> media.path("examples")
                .properties()
                .forEach(example -> schemas.violations(
                                media.get("schema"), example.getValue().get("value"))
                        .forEach(violation -> wrong.add(where + ", example " + example.getKey() + ": " + violation))));
    }
}
