package org.baraza.conversation.broadcast;

/**
 * A person's part in one audience. What they have not read of it is {@code published - joined - read}.
 *
 * @param audience {@code ALL}, {@code CHAPTER:<id>}, or {@code CUSTOM} for what names them
 * @param joined number of the last broadcast before they belonged to it; always 0 for {@code CUSTOM}
 * @param read how many of those since they have read
 * @param hidden how many of those since they have taken off their list
 */
public record Share(String audience, long joined, long read, long hidden) {

    static Share from(String audience, long joined) {
        return new Share(audience, joined, 0, 0);
    }

    Share plus(Counted counted) {
        if (!counted.audience().equals(audience) || counted.number() <= joined) {
            return this;
        }
        return counted.kind() == Counted.Kind.READ
                ? new Share(audience, joined, read + 1, hidden)
                : new Share(audience, joined, read, hidden + 1);
    }

    /** How many the person has not read. */
    long unread(long published) {
        return Math.max(0, published - joined - read);
    }

    /** How many their list shows. */
    long listed(long published) {
        return Math.max(0, published - joined - hidden);
    }
}
