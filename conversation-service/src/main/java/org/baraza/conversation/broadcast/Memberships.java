package org.baraza.conversation.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.contracts.UserId;
import org.baraza.contracts.user.UserChanged;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;

/**
 * Moves people's standings after the directory. Who comes to belong to an audience does so after the broadcasts that were sent
 * at that moment or before; who leaves it has no share in it any more, and begins anew when coming back.
 */
@ApplicationScoped
class Memberships {

    private static final int MAX_ATTEMPTS = 20;

    private final AudienceRepository audiences;
    private final BroadcastRepository broadcasts;
    private final TouchRepository touches;

    Memberships(AudienceRepository audiences, BroadcastRepository broadcasts, TouchRepository touches) {
        this.audiences = audiences;
        this.broadcasts = broadcasts;
        this.touches = touches;
    }

    /** Applies records of {@code user-events}; those that were applied before change nothing. */
    Uni<Void> apply(List<LogRecord<UserChanged>> records) {
        Map<String, List<LogRecord<UserChanged>>> byPerson = records.stream()
                .filter(record -> UserId.isValid(record.key()))
                .collect(Collectors.groupingBy(LogRecord::key, LinkedHashMap::new, Collectors.toList()));
        return apply(byPerson, MAX_ATTEMPTS);
    }

    private Uni<Void> apply(Map<String, List<LogRecord<UserChanged>>> byPerson, int attempts) {
        if (attempts == 0) {
            return Uni.createFrom()
                    .failure(new StoreUnavailableException("others were faster to write a standing, each time"));
        }
        return audiences
                .standings(byPerson.keySet())
                .chain(found -> moved(byPerson, found))
                .chain(audiences::save)
                .chain(all -> all ? Uni.createFrom().voidItem() : apply(byPerson, attempts - 1));
    }

    private Uni<List<Standing>> moved(Map<String, List<LogRecord<UserChanged>>> byPerson, Collection<Standing> found) {
        Map<String, Standing> byId = found.stream().collect(Collectors.toMap(Standing::userId, Function.identity()));
        List<LogRecord<UserChanged>> pending = new ArrayList<>();
        byPerson.forEach((userId, records) -> records.stream()
                .filter(record -> !byId.containsKey(userId) || !byId.get(userId).follows(record.offset()))
                .forEach(pending::add));
        if (pending.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> wanted = pending.stream()
                .flatMap(record -> audiencesIn(record).stream())
                .distinct()
                .toList();
        return audiences.find(wanted).chain(heads -> {
            Map<String, AudienceHead> byAudience = heads.stream()
                    .map(AudienceDocument::toHead)
                    .collect(Collectors.toMap(AudienceHead::audience, Function.identity()));
            Map<String, Standing> changed = new LinkedHashMap<>();
            return Multi.createFrom()
                    .iterable(pending)
                    .onItem()
                    .transformToUniAndConcatenate(record -> {
                        Standing before = changed.getOrDefault(
                                record.key(),
                                byId.getOrDefault(record.key(), Standing.fromTheStart(record.key(), List.of())));
                        return move(before, record, byAudience).invoke(after -> changed.put(record.key(), after));
                    })
                    .collect()
                    .last()
                    .map(last -> List.copyOf(changed.values()));
        });
    }

    private Uni<Standing> move(Standing before, LogRecord<UserChanged> record, Map<String, AudienceHead> heads) {
        Collection<String> now = audiencesIn(record);
        return Multi.createFrom()
                .iterable(before.newAmong(now))
                .onItem()
                .transformToUniAndConcatenate(audience -> publishedAt(audience, record.at(), heads)
                        .chain(joined -> shareOf(before, Share.from(audience, joined))))
                .collect()
                .in(HashMap<String, Share>::new, (shares, share) -> shares.put(share.audience(), share))
                .map(shares -> before.move(record.offset(), now, shares));
    }

    private Uni<Long> publishedAt(String audience, Instant time, Map<String, AudienceHead> heads) {
        AudienceHead head = heads.getOrDefault(audience, AudienceHead.none(audience));
        return head.published() == 0 || !time.isBefore(head.lastSentAt())
                ? Uni.createFrom().item(head.published())
                : broadcasts.publishedAt(audience, time);
    }

    /** Somebody may have read broadcasts of an audience before this service heard that they belong to it. */
    private Uni<Share> shareOf(Standing before, Share joined) {
        if (before.version() == 0) {
            return Uni.createFrom().item(joined);
        }
        return touches.own(before.userId(), joined.audience(), joined.joined()).map(rows -> {
            Share share = joined;
            for (TouchDocument row : rows) {
                for (Counted event : row.counted()) {
                    share = before.hasApplied(event.position()) ? share.plus(event) : share;
                }
            }
            return share;
        });
    }

    private static Collection<String> audiencesIn(LogRecord<UserChanged> record) {
        return record.event() == null ? List.of() : Audiences.of(record.event());
    }
}
