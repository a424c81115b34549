package org.baraza.gateway.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.baraza.gateway.engineio.ProtocolException;

/**
 * Reads JSON that a stranger wrote (RFC 8259): no repeated keys, nothing after the end, no NaN, and no more of anything
 * than {@link SocketIoLimits} allow.
 *
 * <p>Names are neither interned nor kept in Jackson's shared symbol table, where strangers could crowd out everybody
 * else's.
 */
final class StrictJson {

    private final JsonMapper mapper;

    StrictJson(SocketIoLimits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxJsonDepth())
                        .maxNumberLength(limits.maxJsonNumberChars())
                        .maxTokenCount(limits.maxJsonTokens())
                        .maxStringLength(limits.maxPacketChars())
                        .maxNameLength(limits.maxPacketChars())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .nodeFactory(new StrictNodes())
                .build();
    }

    /**
     * The one JSON value a text consists of.
     *
     * @throws ProtocolException if it does not
     */
    JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (StreamConstraintsException e) {
            throw new ProtocolException(SocketIoViolation.JSON_LIMIT_EXCEEDED);
        } catch (JsonProcessingException e) {
            throw new ProtocolException(SocketIoViolation.INVALID_JSON);
        }
    }
}
