package org.baraza.gateway.session;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.rest.ProblemException;

/** A CONNECT that is answered with CONNECT_ERROR; clients do not try it again. */
final class ConnectRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode data;
    private final int statusCode;
    private final String code;

    /**
     * @param statusCode the HTTP status that says the same
     * @param code the reason, for programs
     * @param message the reason, for people
     */
    ConnectRefusedException(int statusCode, String code, String message) {
        super(message, null, false, false);
        this.statusCode = statusCode;
        this.code = code;
        this.data = JsonNodeFactory.instance.objectNode().put("code", code).put("statusCode", statusCode);
    }

    /** What the client is told beside the message. */
    Optional<ObjectNode> data() {
        return Optional.of(data);
    }

    /** The same, as the answer to an event. */
    ProblemException asProblem() {
        return new ProblemException(statusCode, code, getMessage());
    }
}
