package org.baraza.gateway.session;

/** A CONNECT that is answered with CONNECT_ERROR; clients do not try it again. */
final class ConnectRefusedException extends Exception {

    private final String code;

    /**
     * @param code the reason, for programs
     * @param message the reason, for people
     */
    ConnectRefusedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
