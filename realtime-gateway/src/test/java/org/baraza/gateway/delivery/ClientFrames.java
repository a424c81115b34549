package org.baraza.gateway.delivery;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.session.FrameText;
import org.baraza.gateway.session.OutboundFrame;

/** Reads frames as a client does. */
final class ClientFrames {

    private ClientFrames() {}

    /** An event's name and arguments: texts as they are, everything else as JSON. */
    static List<String> of(OutboundFrame frame) {
        String text = FrameText.of(frame);
        List<String> parts = new ArrayList<>();
        try {
            for (JsonNode part : EventCodec.JSON.readTree(text.substring(2))) {
                parts.add(part.isTextual() ? part.textValue() : part.toString());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
        return parts;
    }
}
