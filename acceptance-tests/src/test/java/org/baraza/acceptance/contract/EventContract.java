package org.baraza.acceptance.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Every event on a client's socket and every record on a topic, as {@code asyncapi.yaml} has them. */
public final class EventContract {

    private static final String SOCKET = "#/channels/socket";

    private final ApiDocument document;
    private final Schemas schemas;
    private final Map<String, JsonNode> fromClients = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> answers = new LinkedHashMap<>();
    private final Map<String, JsonNode> toClients = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> topics = new LinkedHashMap<>();

    EventContract(ApiDocument document, Schemas schemas) {
        this.document = document;
        this.schemas = schemas;
        document.root().get("operations").forEach(operation -> {
            if (operation.at("/channel/$ref").asText().equals(SOCKET)) {
                boolean receives = operation.path("action").asText().equals("receive");
                messages(operation.path("messages")).forEach(message -> {
                    String event = message.path("name").asText();
                    (receives ? fromClients : toClients).put(event, message);
                    if (receives) {
                        answers.put(
                                event, messages(operation.at("/reply/messages")).toList());
                    }
                });
            }
        });
        document.root().get("channels").forEach(channel -> {
            String address = channel.path("address").asText();
            if (!address.startsWith("/")) {
                Map<String, JsonNode> types = topics.computeIfAbsent(address, absent -> new LinkedHashMap<>());
                messages(channel.path("messages"))
                        .forEach(message -> types.put(message.path("name").asText(), message));
            }
        });
    }

    private Stream<JsonNode> messages(JsonNode references) {
        return StreamSupport.stream(references.spliterator(), false).map(document::resolve);
    }

    /** The events that clients may send. */
    public Set<String> fromClients() {
        return fromClients.keySet();
    }

    /** The schema of the argument of an event that clients may send; a missing node if it takes none. */
    public JsonNode argumentSchema(String event) {
        return fromClients.get(event).path("payload");
    }

    /** The arguments of such an event that the document gives as examples. */
    public List<JsonNode> argumentExamples(String event) {
        return StreamSupport.stream(fromClients.get(event).path("examples").spliterator(), false)
                .map(example -> example.path("payload"))
                .toList();
    }

    /** The events that reach clients. */
    public Set<String> toClients() {
        return toClients.keySet();
    }

    /** The topics' names. */
    Set<String> topics() {
        return topics.keySet();
    }

    /** The CloudEvents types on all topics that have records. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        topics.forEach((topic, messages) -> types.addAll(topic.endsWith(".dlq") ? Set.of() : messages.keySet()));
        return types;
    }

    /** What is wrong with an event that reached a client; {@code argument} is missing if it had none. */
    public List<String> violationsOfEvent(String event, JsonNode argument) {
        JsonNode message = toClients.get(event);
        return message == null ? List.of("is not documented") : violationsOfPayload(message, argument);
    }

    /** What is wrong with the acknowledgement of an event. */
    public List<String> violationsOfAnswer(String event, JsonNode argument) {
        List<JsonNode> documented = answers.get(event);
        if (documented == null) {
            return violationsOfPayload(problem(), argument);
        }
        List<String> problems = new ArrayList<>();
        for (JsonNode message : documented) {
            boolean saysWhatIsWrong = message.equals(problem());
            if (saysWhatIsWrong == argument.has("error")) {
                problems.addAll(violationsOfPayload(message, argument));
            }
        }
        return problems;
    }

    /** What is wrong with a record on a topic. */
    public List<String> violationsOfRecord(String topic, String type, JsonNode headers, JsonNode value) {
        JsonNode message = topics.getOrDefault(topic, Map.of()).get(type);
        if (message == null) {
            return List.of("type " + type + " is not documented on " + topic);
        }
        List<String> wrong = new ArrayList<>(schemas.violations(message.path("headers"), headers));
        wrong.addAll(violationsOfPayload(message, value));
        return wrong;
    }

    /** What is wrong with the value of a record, on whatever topic. */
    List<String> violationsOfValue(String type, JsonNode value) {
        return topics.values().stream()
                .filter(types -> types.containsKey(type))
                .findFirst()
                .map(types -> violationsOfPayload(types.get(type), value))
                .orElse(List.of("is not documented"));
    }

    /** Holds every example of the document against its schema. */
    List<String> wrongExamples() {
        List<String> wrong = new ArrayList<>();
        document.root()
                .at("/components/messages")
                .forEach(message -> message.path("examples")
                        .forEach(example -> violationsOfPayload(message, example.path("payload"))
                                .forEach(violation ->
                                        wrong.add(message.path("name").asText() + ": " + violation))));
        return wrong;
    }

    private JsonNode problem() {
        return document.root().at("/components/messages/problem");
    }

    private List<String> violationsOfPayload(JsonNode message, JsonNode argument) {
        JsonNode schema = message.path("payload");
        if (schema.isMissingNode()) {
            return argument.isMissingNode() || argument instanceof ObjectNode empty && empty.isEmpty()
                    ? List.of()
                    : List.of("has an argument, and none is documented");
        }
        return schemas.violations(schema, argument);
    }
}
