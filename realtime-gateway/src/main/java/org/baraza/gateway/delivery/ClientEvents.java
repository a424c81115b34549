package org.baraza.gateway.delivery;

import java.util.OptionalLong;

import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.engineio.EngineIoPacket;
import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.socketio.SocketIoEncoder;
import org.baraza.gateway.socketio.SocketIoPacket;

/** Events to clients, as the frames that carry them. */
public final class ClientEvents {

    private ClientEvents() {}

    /** An event whose one argument is JSON already. */
    public static OutboundFrame frame(String event, String json) {
        return OutboundFrame.of(text(event, json));
    }

    /**
     * An event that clients who come back are sent if they have missed it.
     *
     * @param offset how far a client has come that has got it: the last argument; null if clients are not told
     */
    static OutboundFrame recoverable(String event, String json, String offset) {
        return offset == null ? frame(event, json) : OutboundFrame.of(text(event, json, '"' + offset + '"'), offset);
    }

    private static String text(String event, String... json) {
        return EngineIoPacket.Text.message(
                        SocketIoEncoder.event(SocketIoPacket.MAIN_NAMESPACE, OptionalLong.empty(), event, json))
                .encode();
    }

    /** An event whose one argument is an object. */
    public static OutboundFrame frame(String event, Object argument) {
        return frame(event, EventCodec.toText(argument));
    }

    /** An event without an argument. */
    public static OutboundFrame frame(String event) {
        return OutboundFrame.of(text(event));
    }
}
