package org.baraza.conversation.broadcast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What a person has of broadcasts: how many are unread, how many their list shows, and which. */
@ApplicationScoped
public class BroadcastInbox {

    private static final Comparator<BroadcastKey> NEWEST_FIRST = Comparator.comparing(BroadcastKey::createdAt)
            .thenComparing(BroadcastKey::id)
            .reversed();

    private final AudienceRepository audienceRepository;
    private final BroadcastRepository broadcasts;
    private final TouchRepository touches;
    private final Audiences audiences;

    BroadcastInbox(
            AudienceRepository audienceRepository,
            BroadcastRepository broadcasts,
            TouchRepository touches,
            Audiences audiences) {
        this.audienceRepository = audienceRepository;
        this.broadcasts = broadcasts;
        this.touches = touches;
        this.audiences = audiences;
    }

    /** How many broadcasts somebody has not read: one read of counters, and a count of those that name them. */
    public Uni<Long> unread(String userId) {
        return membership(userId)
                .chain(membership -> broadcasts.countNaming(userId).map(membership::unread));
    }

    /** How many broadcasts somebody's list shows. */
    public Uni<Long> count(String userId) {
        return membership(userId)
                .chain(membership -> broadcasts.countNaming(userId).map(membership::listed));
    }

    /** Where the broadcasts of somebody's list stand in it, newest first, and no more than {@code limit}. */
    public Uni<List<BroadcastKey>> newest(String userId, int limit) {
        return membership(userId)
                .chain(membership -> hidden(userId, membership)
                        .chain(hidden -> Multi.createBy()
                                .concatenating()
                                .streams(streams(userId, membership, hidden, limit))
                                .collect()
                                .asList()
                                .map(lists -> merged(lists, limit))));
    }

    /** Broadcasts as somebody sees them, in this order. */
    public Uni<List<SeenBroadcast>> see(String userId, List<String> ids) {
        List<String> rowIds =
                ids.stream().map(id -> TouchDocument.idOf(id, userId)).toList();
        return Uni.combine()
                .all()
                .unis(broadcasts.find(ids), touches.find(rowIds))
                .with((found, rows) -> {
                    Map<String, BroadcastDocument> byId =
                            found.stream().collect(Collectors.toMap(BroadcastDocument::id, Function.identity()));
                    Map<String, TouchDocument> rowById =
                            rows.stream().collect(Collectors.toMap(TouchDocument::broadcastId, Function.identity()));
                    return ids.stream()
                            .map(byId::get)
                            .map(broadcast -> seen(broadcast, rowById.get(broadcast.id())))
                            .toList();
                });
    }

    private SeenBroadcast seen(BroadcastDocument broadcast, TouchDocument row) {
        String chapterId = broadcast.chapterId();
        return new SeenBroadcast(broadcast, row, chapterId == null ? null : audiences.chapter(chapterId));
    }

    /**
     * One read in almost every case: the directory in memory says which audiences to ask for together with the standing. For
     * a moment after a change of chapter the two differ, and the standing decides.
     */
    Uni<Membership> membership(String userId) {
        Collection<String> expected = audiences.of(userId);
        Set<String> ids = new HashSet<>(expected);
        ids.add(AudienceDocument.idOfPerson(userId));
        return audienceRepository.find(ids).chain(found -> {
            Standing standing = found.stream()
                    .filter(AudienceDocument::isPerson)
                    .findFirst()
                    .map(AudienceDocument::toStanding)
                    .orElseGet(() -> Standing.fromTheStart(userId, expected));
            List<String> others = standing.shares().keySet().stream()
                    .filter(audience -> !ids.contains(audience) && !audience.equals(BroadcastDocument.CUSTOM))
                    .toList();
            return audienceRepository
                    .find(others)
                    .map(more -> new Membership(
                            standing,
                            Stream.concat(found.stream(), more.stream())
                                    .filter(document -> !document.isPerson())
                                    .map(AudienceDocument::toHead)
                                    .collect(Collectors.toMap(AudienceHead::audience, Function.identity()))));
        });
    }

    private Uni<List<TouchDocument>> hidden(String userId, Membership membership) {
        boolean none = membership.standing().shares().values().stream().allMatch(share -> share.hidden() == 0);
        return none ? Uni.createFrom().item(List.of()) : touches.hidden(userId);
    }

    private List<Multi<List<BroadcastKey>>> streams(
            String userId, Membership membership, List<TouchDocument> hidden, int limit) {
        List<Multi<List<BroadcastKey>>> streams = new ArrayList<>();
        for (Share share : membership.numbered()) {
            List<Long> without = hidden.stream()
                    .filter(row -> row.audience().equals(share.audience()) && row.number() > share.joined())
                    .map(TouchDocument::number)
                    .toList();
            int most = (int) Math.min(limit, membership.listed(share));
            if (most > 0) {
                streams.add(broadcasts
                        .newest(share.audience(), share.joined(), without, most)
                        .toMulti());
            }
        }
        List<String> without = hidden.stream()
                .filter(row -> row.audience().equals(BroadcastDocument.CUSTOM))
                .map(TouchDocument::broadcastId)
                .toList();
        streams.add(broadcasts.newestNaming(userId, without, limit).toMulti());
        return streams;
    }

    private static List<BroadcastKey> merged(List<List<BroadcastKey>> lists, int limit) {
        return lists.stream()
                .flatMap(List::stream)
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }
}
