package org.baraza.acceptance.contract;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** Holds JSON against the schemas of both documents. Safe for many threads. */
final class Schemas {

    private static final String BASE = "https://baraza.example/";

    private static final String DEFINITIONS = "#/$defs/";

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonNode> definitions = new HashMap<>();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    Schemas(ApiDocument... documents) {
        for (ApiDocument document : documents) {
            document.root()
                    .at("/components/schemas")
                    .properties()
                    .forEach(schema -> definitions.put(address(document.name(), schema.getKey()), schema.getValue()));
        }
        Map<String, String> sources = Stream.of(documents)
                .collect(Collectors.toMap(document -> BASE + document.name(), Schemas::definitions));
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(sources)));
    }

    /** Where a schema of a document is found by every other schema. */
    static String address(String document, String schema) {
        return BASE + document + DEFINITIONS + schema;
    }

    /** What is wrong with a value; nothing if it is as documented. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /**
     * Every place in a value of a schema that the schema names, as JSON pointers, the whole value first: members, the first
     * element of arrays, and what any of several alternatives names.
     */
    Set<String> places(JsonNode schema) {
        Set<String> places = new LinkedHashSet<>();
        collect("", schema, places);
        return places;
    }

    private void collect(String place, JsonNode reference, Set<String> places) {
        JsonNode schema =
                reference.has("$ref") ? definitions.get(reference.get("$ref").asText()) : reference;
        places.add(place);
        schema.path("properties")
                .properties()
                .forEach(member -> collect(place + '/' + member.getKey(), member.getValue(), places));
        if (schema.path("additionalProperties").isObject()) {
            collect(place + "/additional", schema.get("additionalProperties"), places);
        }
        if (schema.has("items")) {
            collect(place + "/0", schema.get("items"), places);
        }
        for (String alternatives : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(alternatives).forEach(alternative -> collect(place, alternative, places));
        }
    }

    private JsonSchema compile(JsonNode schema) {
        return factory.getSchema(schema, config);
    }

    private static String definitions(ApiDocument document) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$id", BASE + document.name());
        root.set("$defs", document.root().at("/components/schemas"));
        return root.toString();
    }
}
