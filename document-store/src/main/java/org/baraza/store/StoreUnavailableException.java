package org.baraza.store;

/** The store is away or did not do what was asked; it may the next time. */
public class StoreUnavailableException extends RuntimeException {

    /** @param cause what the driver says */
    public StoreUnavailableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /** @param message what happened */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
