package org.baraza.message.log;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.baraza.message.store.AudienceDocument;

/**
 * Whom the broadcasts are for that a batch has changed. Reads a few at a time, the first before anything is asked: a batch with
 * many changes costs few reads, and never holds more than {@value #AT_ONCE} audiences. Used by one thread, which it blocks.
 */
final class ChangedAudiences implements Function<String, AudienceDocument> {

    /** About 4 MB each if they name as many people as they may. */
    static final int AT_ONCE = 16;

    private final List<String> changed;
    private final Function<Collection<String>, List<AudienceDocument>> store;
    private int next;
    private Set<String> asked = Set.of();
    private Map<String, AudienceDocument> found = Map.of();

    /**
     * @param changed the conversations of the broadcasts, in the order in which they will be asked for
     * @param store reads some
     */
    ChangedAudiences(List<String> changed, Function<Collection<String>, List<AudienceDocument>> store) {
        this.changed = List.copyOf(new LinkedHashSet<>(changed));
        this.store = store;
        if (!changed.isEmpty()) {
            read(this.changed.get(0));
        }
    }

    /** @return null if there is none */
    @Override
    public AudienceDocument apply(String conversationId) {
        if (!asked.contains(conversationId)) {
            read(conversationId);
        }
        return found.get(conversationId);
    }

    /** This one, and those that come after what was read last. */
    private void read(String conversationId) {
        Set<String> some = new LinkedHashSet<>();
        some.add(conversationId);
        while (next < changed.size() && (some.size() < AT_ONCE || some.contains(changed.get(next)))) {
            some.add(changed.get(next++));
        }
        found = Map.of();
        found = store.apply(some).stream().collect(Collectors.toMap(AudienceDocument::id, Function.identity()));
        asked = some;
    }
}
