package org.baraza.conversation.broadcast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreUnavailableException;

/** Writes into rows what people did with broadcasts, and counts it in their standings: once, however often it is told. */
@ApplicationScoped
class Standings {

    private static final int MAX_ATTEMPTS = 20;

    private final TouchRepository touches;
    private final AudienceRepository audienceRepository;
    private final Audiences audiences;

    Standings(TouchRepository touches, AudienceRepository audienceRepository, Audiences audiences) {
        this.touches = touches;
        this.audienceRepository = audienceRepository;
        this.audiences = audiences;
    }

    /**
     * Rows first: they say which event was the first of its kind, and so what the counters have to count. A crash in between
     * leaves an event that the standing has not applied, and that comes again.
     */
    Uni<Void> record(List<Touch> done, Map<String, BroadcastDocument> broadcasts) {
        List<Touch> counting = done.stream()
                .filter(touch -> touch.reads() || touch.kind() == Touch.Kind.HIDDEN)
                .toList();
        List<String> rowIds = counting.stream().map(Touch::rowId).distinct().toList();
        return touches.apply(done, broadcasts)
                .chain(() -> touches.find(rowIds))
                .map(rows -> firsts(counting, rows))
                .chain(counted -> count(counted, MAX_ATTEMPTS));
    }

    private static Map<String, List<Counted>> firsts(List<Touch> counting, List<TouchDocument> rows) {
        Map<String, TouchDocument> byId =
                rows.stream().collect(Collectors.toMap(TouchDocument::id, Function.identity()));
        Map<String, List<Counted>> byPerson = new HashMap<>();
        for (Touch touch : counting) {
            TouchDocument row = byId.get(touch.rowId());
            boolean isFirst =
                    touch.reads() ? row.wasReadFirstAt(touch.position()) : row.wasHiddenFirstAt(touch.position());
            if (isFirst) {
                Counted.Kind kind = touch.reads() ? Counted.Kind.READ : Counted.Kind.HIDDEN;
                byPerson.computeIfAbsent(touch.userId(), userId -> new ArrayList<>())
                        .add(new Counted(kind, row.audience(), row.number(), touch.position()));
            }
        }
        return byPerson;
    }

    private Uni<Void> count(Map<String, List<Counted>> byPerson, int attempts) {
        if (byPerson.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (attempts == 0) {
            return Uni.createFrom()
                    .failure(new StoreUnavailableException("others were faster to write a standing, each time"));
        }
        return audienceRepository.standings(byPerson.keySet()).chain(found -> {
            List<Standing> changed = changed(byPerson, found);
            return audienceRepository
                    .save(changed)
                    .chain(all -> all ? Uni.createFrom().voidItem() : count(byPerson, attempts - 1));
        });
    }

    private List<Standing> changed(Map<String, List<Counted>> byPerson, Collection<Standing> found) {
        Map<String, Standing> byId = found.stream().collect(Collectors.toMap(Standing::userId, Function.identity()));
        List<Standing> changed = new ArrayList<>();
        byPerson.forEach((userId, counted) -> {
            Standing before = byId.computeIfAbsent(userId, id -> Standing.fromTheStart(id, audiences.of(id)));
            if (counted.stream().anyMatch(event -> !before.hasApplied(event.position()))) {
                changed.add(before.count(counted));
            }
        });
        return changed;
    }
}
