package org.baraza.gateway.engineio;

import java.util.Locale;

/**
 * A rule of the protocol that a peer has broken. Implemented by one enum per protocol layer.
 */
public interface ProtocolViolation {

    /** The constant's name, as every enum has it. */
    String name();

    /**
     * The violation as operators see it, in kebab case: {@code UNKNOWN_PACKET_TYPE} is {@code unknown-packet-type}.
     * Alerts and dashboards rely on it, so a constant is not renamed.
     */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
