package org.baraza.contracts.notification;

/** What another system of the community wants of a person's notifications. Keyed by the person. */
public sealed interface NotificationCommand permits PostNotification {

    /** The other system's own id. */
    String id();

    /** Whose notifications. */
    String userId();
}
