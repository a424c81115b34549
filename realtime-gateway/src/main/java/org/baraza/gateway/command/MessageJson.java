package org.baraza.gateway.command;

import org.baraza.contracts.message.MessageView;
import org.baraza.eventlog.EventCodec;

/**
 * A message as JSON for clients, in the two variants there are: what its sender sees, and what everybody else does.
 *
 * @param forSender with {@code isMine} and {@code isReadByMe} true
 * @param forOthers with both false
 */
public record MessageJson(String forSender, String forOthers) {

    /** Writes both variants of a message that is new. */
    public static MessageJson of(MessageView message) {
        String json = EventCodec.toText(message);
        String open = json.substring(0, json.length() - 1);
        return new MessageJson(
                open + ",\"isMine\":true,\"isReadByMe\":true}", open + ",\"isMine\":false,\"isReadByMe\":false}");
    }
}
