package org.baraza.notification.decision;

/** By what somebody is told. In the app everything is told that is wanted there, which needs no decision. */
public enum DecisionChannel {
    /** Pushes to their devices. */
    PUSH,
    /** E-mail. */
    EMAIL
}
