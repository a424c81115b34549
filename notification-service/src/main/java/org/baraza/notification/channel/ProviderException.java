package org.baraza.notification.channel;

/** A provider did not answer as it should. Says what, and never quotes an answer. */
final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProviderException(String message) {
        super(message);
    }
}
