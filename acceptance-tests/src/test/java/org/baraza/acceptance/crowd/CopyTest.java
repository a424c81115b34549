package org.baraza.acceptance.crowd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CopyTest {

    private static final String MESSAGE = "{'id':'c-1','conversationId':'c','seq':1,'content':'first','rev':0}";
    private static final String UPDATE = "{'id':'c-1','conversationId':'c','seq':1,'content':'edited','rev':1}";
    private static final Copy.Shown EDITED = new Copy.Shown("c-1", "edited", 1);

    private final Copy copy = new Copy();

    @Test
    void aChangeThatComesBeforeTheSyncThatWasReadEarlierIsShown() {
        // Given
        copy.onUpdate(json(UPDATE));
        assertThat(copy.of("c")).isEmpty();

        // When
        copy.onSync(json("{'id':'c','reset':false,'seq':1,'rev':0,'changes':[],'messages':[" + MESSAGE + "]}"));

        // Then
        assertThat(copy.of("c")).containsOnlyKeys(1L).containsEntry(1L, EDITED);
    }

    @Test
    void aSyncThatWasReadEarlierTakesNothingBack() {
        // Given
        copy.onMessage(json(MESSAGE));
        copy.onUpdate(json(UPDATE));

        // When
        copy.onSync(json("{'id':'c','reset':false,'seq':1,'rev':0,'changes':[],'messages':[" + MESSAGE + "]}"));

        // Then
        assertThat(copy.of("c")).containsEntry(1L, EDITED);
        assertThat(copy.held().get(0).get("rev").asLong()).isEqualTo(1);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
