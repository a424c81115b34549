package org.baraza.contracts.presence;

/** Something about a person's devices. Keyed by the person on {@code presence-events}. A hint, which may be lost. */
public sealed interface PresenceEvent permits PresenceChanged, MessagesReceived {

    /** Whose devices. */
    String userId();
}
