package org.baraza.acceptance.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What is said in the place of what is meant.
 *
 * @param name what it is, for the report
 * @param bytes how it is written: as JSON or what passes for it, or in an address
 */
record HostileValue(String name, byte[] bytes) {

    /** Documented: deeper than this a body is no JSON. */
    private static final int DEEPEST = 32;

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Written in ASCII or Latin-1, so that any byte can be. */
    static HostileValue of(String name, String bytes) {
        return new HostileValue(name, bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What bytes say as JSON; empty if they are none. */
    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            // the parser itself would take some bytes that are no UTF-8
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(STRICT.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
