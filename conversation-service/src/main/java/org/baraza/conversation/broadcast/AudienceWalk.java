package org.baraza.conversation.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * Goes through the people of an audience, in the order of their ids and some at a time, for those who have not done something:
 * of them there is no row. Whoever joined after the broadcast was sent is passed over.
 */
@ApplicationScoped
class AudienceWalk {

    private static final int STEP = 500;

    private final BroadcastRepository broadcasts;
    private final TouchRepository touches;
    private final AudienceRepository audienceRepository;
    private final Audiences audiences;

    AudienceWalk(
            BroadcastRepository broadcasts,
            TouchRepository touches,
            AudienceRepository audienceRepository,
            Audiences audiences) {
        this.broadcasts = broadcasts;
        this.touches = touches;
        this.audienceRepository = audienceRepository;
        this.audiences = audiences;
    }

    /** Everybody in the audience now, in the order of their ids, but not a sender who did not belong to it. */
    Uni<List<String>> people(BroadcastDocument broadcast) {
        Predicate<String> recipient = userId -> !(broadcast.senderOutside() && userId.equals(broadcast.senderId()));
        return broadcast.audience().equals(BroadcastDocument.CUSTOM)
                ? broadcasts
                        .recipientsOf(broadcast.id())
                        .map(named -> named.stream().filter(recipient).sorted().toList())
                : Uni.createFrom().item(() -> audiences.peopleOf(broadcast));
    }

    /**
     * Those people whose rows, if they have any, are not in a state.
     *
     * @param people in order
     * @param skip so many of them are passed over
     * @param limit no more than these are returned
     */
    Uni<List<String>> without(
            BroadcastDocument broadcast, Predicate<TouchDocument> state, List<String> people, int skip, int limit) {
        return step(broadcast, state, people, 0, skip, limit, new ArrayList<>());
    }

    private Uni<List<String>> step(
            BroadcastDocument broadcast,
            Predicate<TouchDocument> state,
            List<String> people,
            int from,
            int skip,
            int limit,
            List<String> found) {
        if (from >= people.size() || found.size() >= skip + limit) {
            return Uni.createFrom().item(found.stream().skip(skip).limit(limit).toList());
        }
        int to = Math.min(people.size(), from + STEP);
        return withoutIn(broadcast, state, people.subList(from, to)).chain(more -> {
            found.addAll(more);
            return step(broadcast, state, people, to, skip, limit, found);
        });
    }

    /** Those of some people, at most a step of them. */
    Uni<List<String>> withoutIn(BroadcastDocument broadcast, Predicate<TouchDocument> state, List<String> people) {
        List<String> rowIds = people.stream()
                .map(userId -> TouchDocument.idOf(broadcast.id(), userId))
                .toList();
        boolean byName = broadcast.audience().equals(BroadcastDocument.CUSTOM);
        return Uni.combine()
                .all()
                .unis(touches.find(rowIds), audienceRepository.standings(byName ? List.of() : people))
                .with((rows, standings) -> {
                    Map<String, TouchDocument> rowOf =
                            rows.stream().collect(Collectors.toMap(TouchDocument::userId, Function.identity()));
                    Map<String, Standing> standingOf =
                            standings.stream().collect(Collectors.toMap(Standing::userId, Function.identity()));
                    return people.stream()
                            .filter(userId -> !rowOf.containsKey(userId) || !state.test(rowOf.get(userId)))
                            .filter(userId -> !joinedLater(standingOf.get(userId), broadcast))
                            .toList();
                });
    }

    private static boolean joinedLater(Standing standing, BroadcastDocument broadcast) {
        return standing != null
                && standing.share(broadcast.audience())
                        .map(share -> share.joined() >= broadcast.number())
                        .orElse(false);
    }
}
