package org.baraza.conversation.broadcast;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreUnavailableException;

/**
 * Gives broadcasts their numbers and stores them. Takes neither lock nor transaction: a broadcast is inserted with the number
 * after the last one, and the unique index {@code (audience, number)} refuses it where another instance was faster; then it
 * is tried again with what is the last one now. The key makes it impossible to store a broadcast twice.
 */
@ApplicationScoped
class BroadcastNumbering {

    private static final int MAX_ATTEMPTS = 20;

    private final BroadcastRepository broadcasts;
    private final AudienceRepository audiences;

    BroadcastNumbering(BroadcastRepository broadcasts, AudienceRepository audiences) {
        this.broadcasts = broadcasts;
        this.audiences = audiences;
    }

    /**
     * Stores broadcasts that are not there yet, in this order, and moves their audiences forward.
     *
     * @param sent without numbers
     */
    Uni<Void> store(List<BroadcastDocument> sent) {
        return sent.isEmpty() ? Uni.createFrom().voidItem() : store(sent, MAX_ATTEMPTS);
    }

    private Uni<Void> store(List<BroadcastDocument> sent, int attempts) {
        if (attempts == 0) {
            return Uni.createFrom()
                    .failure(new StoreUnavailableException("others were faster to number a broadcast, each time"));
        }
        List<String> ids = sent.stream().map(BroadcastDocument::id).toList();
        return broadcasts.find(ids).chain(stored -> {
            List<BroadcastDocument> missing = without(stored, sent);
            if (missing.isEmpty()) {
                return audiences.advance(headsOf(stored));
            }
            return numbered(missing).chain(broadcasts::insert).chain(done -> store(sent, attempts - 1));
        });
    }

    private static List<BroadcastDocument> without(List<BroadcastDocument> stored, List<BroadcastDocument> sent) {
        Set<String> there = stored.stream().map(BroadcastDocument::id).collect(Collectors.toSet());
        return sent.stream()
                .filter(broadcast -> !there.contains(broadcast.id()))
                .collect(Collectors.toMap(
                        BroadcastDocument::id, Function.identity(), (first, again) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private Uni<List<BroadcastDocument>> numbered(List<BroadcastDocument> missing) {
        Map<String, List<BroadcastDocument>> byAudience = missing.stream()
                .collect(Collectors.groupingBy(BroadcastDocument::audience, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byAudience.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> broadcasts
                        .last(entry.getKey())
                        .map(last -> after(last.map(BroadcastDocument::number).orElse(0L), entry.getValue())))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static List<BroadcastDocument> after(long number, List<BroadcastDocument> missing) {
        return IntStream.range(0, missing.size())
                .mapToObj(i -> missing.get(i).numbered(number + 1 + i))
                .toList();
    }

    private static Collection<AudienceHead> headsOf(List<BroadcastDocument> stored) {
        return stored.stream()
                .map(broadcast -> new AudienceHead(broadcast.audience(), broadcast.number(), broadcast.createdAt()))
                .collect(Collectors.toMap(AudienceHead::audience, Function.identity(), AudienceHead::further))
                .values();
    }
}
