package org.baraza.acceptance.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One document below {@code docs/api}, with its references within itself. */
final class ApiDocument {

    private static final Path FOLDER = Path.of("..", "docs", "api");
    private static final String SCHEMAS = "/components/schemas/";

    private final String name;
    private final JsonNode root;

    private ApiDocument(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    static ApiDocument openApi() {
        return read("openapi.yaml");
    }

    static ApiDocument asyncApi() {
        return read("asyncapi.yaml");
    }

    private static ApiDocument read(String name) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Object tree = new Yaml(new SafeConstructor(options)).load(Files.readString(FOLDER.resolve(name)));
            JsonNode root = new ObjectMapper().valueToTree(tree);
            makeStrict(root, name);
            return new ApiDocument(name, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    JsonNode root() {
        return root;
    }

    /** A node, or what it refers to within this document. */
    JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            String reference = found.get("$ref").asText();
            if (!reference.startsWith("#/")) {
                return found;
            }
            found = root.at(reference.substring(1));
            if (found.isMissingNode()) {
                throw new AssertionError(name + " has nothing at " + reference);
            }
        }
        return found;
    }

    /** Forbids members that are not named, and makes references to schemas absolute, so that each stands alone. */
    private static void makeStrict(JsonNode node, String document) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            String reference = object.path("$ref").asText();
            int schemas = reference.indexOf('#' + SCHEMAS);
            if (schemas >= 0) {
                String owner = schemas == 0 ? document : reference.substring(0, schemas);
                object.put("$ref", Schemas.address(owner, reference.substring(schemas + 1 + SCHEMAS.length())));
            }
        }
        node.forEach(child -> makeStrict(child, document));
    }
}
