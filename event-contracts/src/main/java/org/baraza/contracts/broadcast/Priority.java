package org.baraza.contracts.broadcast;

/** How much a broadcast matters; an urgent one passes quiet hours. */
public enum Priority {
    NORMAL,
    HIGH,
    URGENT
}
