package org.baraza.message.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.baraza.contracts.message.MessageView;

/**
 * A message as one person sees it.
 *
 * @param message what everybody sees
 * @param isMine whether they wrote it
 * @param isReadByMe whether they have read it
 */
public record ViewedMessage(
        @JsonUnwrapped MessageView message,
        @JsonProperty("isMine") boolean isMine,
        @JsonProperty("isReadByMe") boolean isReadByMe) {}
