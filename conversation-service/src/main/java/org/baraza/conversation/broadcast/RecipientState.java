package org.baraza.conversation.broadcast;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a sender may ask for the names of. The lower-case names are part of the clients' contract. */
enum RecipientState {
    DELIVERED(TouchState.DELIVERED, row -> true, false),
    READ(TouchState.READ, row -> row.readAt() != null, false),
    ACKNOWLEDGED(TouchState.ACKNOWLEDGED, row -> row.acknowledgedAt() != null, false),
    UNREAD(TouchState.READ, READ.done, true),
    UNACKNOWLEDGED(TouchState.ACKNOWLEDGED, ACKNOWLEDGED.done, true);

    private final TouchState state;
    private final Predicate<TouchDocument> done;
    private final boolean missing;

    RecipientState(TouchState state, Predicate<TouchDocument> done, boolean missing) {
        this.state = state;
        this.done = done;
        this.missing = missing;
    }

    /** The state with a lower-case name. */
    static Optional<RecipientState> named(String name) {
        return Stream.of(values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    TouchState state() {
        return state;
    }

    /** Whether a row is in the state, or would be had it been done. */
    Predicate<TouchDocument> done() {
        return done;
    }

    /** Whether those are asked for who have not done it. */
    boolean isMissing() {
        return missing;
    }
}
