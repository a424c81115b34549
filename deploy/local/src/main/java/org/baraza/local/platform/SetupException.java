package org.baraza.local.platform;

/** Something on this machine is not as the platform needs it. The message is one line: what it is, and how to mend it. */
public class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
