package org.baraza.gateway.typing;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Somebody began or went on writing, or stopped.
 *
 * @param conversationId where: a direct conversation
 * @param userId who
 * @param isTyping whether they are
 */
record Typing(
        String conversationId,
        String userId,
        @JsonProperty("isTyping") boolean isTyping) {}
