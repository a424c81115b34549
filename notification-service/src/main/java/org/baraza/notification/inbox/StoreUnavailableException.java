package org.baraza.notification.inbox;

/** The database is away, or did not answer in time; the same call may succeed later. */
public class StoreUnavailableException extends RuntimeException {

    /** @param cause what the driver says */
    public StoreUnavailableException(Throwable cause) {
        super("the database failed: " + cause.getClass().getSimpleName(), cause);
    }

    StoreUnavailableException(String message) {
        super(message);
    }
}
