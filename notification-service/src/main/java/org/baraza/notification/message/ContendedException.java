package org.baraza.notification.message;

/** Others kept changing the same notifications; the same batch will succeed a moment later. */
class ContendedException extends RuntimeException {

    ContendedException() {
        super("notifications kept changing while they were written");
    }
}
