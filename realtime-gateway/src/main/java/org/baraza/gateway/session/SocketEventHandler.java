package org.baraza.gateway.session;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** What the gateway does with one kind of event from clients. Runs on the session's event loop and must not block. */
public interface SocketEventHandler {

    /** The events it is for. */
    List<String> events();

    /**
     * Handles one event.
     *
     * @param request what came
     * @throws org.baraza.contracts.message.RefusedException if it must not be carried out; the client is told in the ack
     * @throws org.baraza.rest.ProblemException likewise
     */
    void handle(Request request);

    /**
     * An event from a client.
     *
     * @param session whence
     * @param identity from whom
     * @param event its name
     * @param argument its first argument; a missing node if it has none
     * @param ack answers it; does nothing where the client asks for no answer
     */
    record Request(SocketSession session, Identity identity, String event, JsonNode argument, Ack ack) {}

    /** Answers an event. May be called once, from any thread. */
    interface Ack {

        /** @param json the one argument of the acknowledgement */
        void answer(String json);
    }
}
