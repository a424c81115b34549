package org.baraza.local.database;

/** What the launcher and the child of the stand-in agree on. */
final class StandInDatabase {

    /** Printed by the child once clients are welcome. */
    static final String READY = "the stand-in database is ready";

    private StandInDatabase() {}
}
