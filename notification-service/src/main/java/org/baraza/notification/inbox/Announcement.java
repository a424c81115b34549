package org.baraza.notification.inbox;

import io.opentelemetry.context.Context;

/** Something that the log's readers tell of a person's notifications. */
public sealed interface Announcement {

    /** Whose. */
    String userId();

    /**
     * A notification is new or was caused again.
     *
     * @param document as it is stored
     * @param trace of what caused it
     */
    record Raised(NotificationDocument document, Context trace) implements Announcement {

        @Override
        public String userId() {
            return document.owner();
        }
    }

    /**
     * A notification was read by reading what caused it.
     *
     * @param userId whose
     * @param id which
     * @param trace of what read it
     */
    record Read(String userId, NotificationId id, Context trace) implements Announcement {}
}
