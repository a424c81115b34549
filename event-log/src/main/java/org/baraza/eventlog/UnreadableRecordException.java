package org.baraza.eventlog;

/** A record that is not what its topic promises: no type, an unknown one, or a value that is not the type's JSON. */
public class UnreadableRecordException extends Exception {

    /** @param message what is wrong with the record; never quotes its value */
    public UnreadableRecordException(String message) {
        super(message);
    }
}
