package org.baraza.gateway.engineio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;

import static java.util.stream.StreamSupport.stream;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A table of test vectors, each an object with a {@code name}, in {@code src/test/resources/golden}.
 */
public record GoldenFile(String path) {

    public Stream<JsonNode> vectors() {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + path)) {
            return stream(new ObjectMapper().readTree(file).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test per vector. */
    public Stream<DynamicTest> test(Consumer<JsonNode> check) {
        return vectors().map(vector -> dynamicTest(vector.get("name").textValue(), () -> check.accept(vector)));
    }
}
