package org.baraza.conversation.conversation;

/** The store is away or did not do what was asked; it may the next time. */
public class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
