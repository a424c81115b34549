package org.baraza.conversation.broadcast;

import java.util.List;
import java.util.Map;

/**
 * What a person belongs to, and how far those audiences go.
 *
 * @param standing their counters
 * @param heads by audience; one without broadcasts may be missing
 */
record Membership(Standing standing, Map<String, AudienceHead> heads) {

    /** How many broadcasts the person has not read. @param named how many name them */
    long unread(long named) {
        return standing.shares().values().stream()
                .mapToLong(share -> share.unread(published(share, named)))
                .sum();
    }

    /** How many broadcasts of a numbered audience the person's list shows. */
    long listed(Share share) {
        return share.listed(published(share, 0));
    }

    /** How many broadcasts the person's list shows. @param named how many name them */
    long listed(long named) {
        return standing.shares().values().stream()
                .mapToLong(share -> share.listed(published(share, named)))
                .sum();
    }

    /** Their shares of audiences whose broadcasts are numbered: all but {@code CUSTOM}. */
    List<Share> numbered() {
        return standing.shares().values().stream()
                .filter(share -> !share.audience().equals(BroadcastDocument.CUSTOM))
                .sorted((one, other) -> one.audience().compareTo(other.audience()))
                .toList();
    }

    private long published(Share share, long named) {
        if (share.audience().equals(BroadcastDocument.CUSTOM)) {
            return named;
        }
        return heads.getOrDefault(share.audience(), AudienceHead.none(share.audience()))
                .published();
    }
}
