package org.baraza.eventlog;

import org.baraza.contracts.EventType;

/**
 * An event of these tests.
 *
 * @param key whose order it belongs to
 * @param number its place in that order
 */
@EventType(Note.TYPE)
record Note(String key, int number) {

    static final String TYPE = "org.baraza.test.noted.v1";
}
