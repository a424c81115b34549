package org.baraza.gateway.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.baraza.contracts.broadcast.Audience;

/** Whom a record concerns, and what each of them is told. Made once to be sent, and again for whoever has missed it. */
final class Dispatch {

    private final List<ToPeople> toPeople = new ArrayList<>(2);
    private Optional<ToAudience> toAudience = Optional.empty();

    /** People by their ids. */
    record ToPeople(List<String> userIds, Notices notices) {}

    /**
     * An audience as it is at that moment.
     *
     * @param without somebody who is passed over
     */
    record ToAudience(Audience audience, String without, Notices notices) {}

    Dispatch to(List<String> userIds, Notices notices) {
        toPeople.add(new ToPeople(userIds, notices));
        return this;
    }

    Dispatch to(String userId, Notices notices) {
        return to(List.of(userId), notices);
    }

    Dispatch to(Audience audience, String without, Notices notices) {
        toAudience = Optional.of(new ToAudience(audience, without, notices));
        return this;
    }

    List<ToPeople> toPeople() {
        return toPeople;
    }

    Optional<ToAudience> toAudience() {
        return toAudience;
    }
}
