package org.baraza.contracts.message;

/** A command that must not be carried out, with the reason for the one who sent it. */
public class RefusedException extends RuntimeException {

    private final Refusal reason;

    /**
     * @param reason the reason by name
     * @param detail what exactly is wrong, in a sentence for people; never quotes message content
     */
    public RefusedException(Refusal reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** The reason by name. */
    public Refusal reason() {
        return reason;
    }
}
