package org.baraza.gateway.delivery;

/** What somebody has missed cannot be told exactly. */
public final class MissedTooMuchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;

    MissedTooMuchException(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** Why not. */
    public enum Why {
        /** This gateway does not remember as much. */
        FORGOTTEN,
        /** It is more than is told again. */
        TOO_MUCH,
        /** It went to an audience, and the person has come to it or left it. */
        AUDIENCE_CHANGED
    }

    public Why why() {
        return why;
    }
}
