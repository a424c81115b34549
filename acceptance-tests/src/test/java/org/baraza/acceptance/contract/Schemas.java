package org.baraza.acceptance.contract;

import java.util.List;
import java.util.Map;
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

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    Schemas(ApiDocument... documents) {
        Map<String, String> sources = Stream.of(documents)
                .collect(Collectors.toMap(document -> BASE + document.name(), Schemas::definitions));
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(sources)));
    }

    /** Where a schema of a document is found by every other schema. */
    static String address(String document, String schema) {
        return BASE + document + "#/$defs/" + schema;
    }

    /** What is wrong with a value; nothing if it is as documented. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
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
