package org.baraza.notification.planner;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.TimeoutException;
import org.baraza.store.StoreUnavailableException;

/**
 * Applies what happened to the rows that it touches: one find and one bulk write a batch, of what changed, each row under the
 * condition that it is as it was read. Blocks. What happens again changes nothing.
 */
@ApplicationScoped
class PushLedger {

    /** Longer than any healthy answer of the database to a batch; past it the batch is tried again. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_ATTEMPTS = 8;

    private final PushRepository rows;

    PushLedger(PushRepository rows) {
        this.rows = rows;
    }

    void apply(List<Happening> happenings) {
        Set<String> keys = happenings.stream().map(Happening::key).collect(Collectors.toSet());
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !keys.isEmpty(); attempt++) {
            Map<String, PushRow> stored = new HashMap<>(rows.find(keys).await().atMost(STORE_TIMEOUT));
            Collection<PushRow> changed = changed(stored, happenings);
            if (changed.isEmpty() || rows.write(changed).await().atMost(STORE_TIMEOUT)) {
                return;
            }
        }
        if (!keys.isEmpty()) {
            throw new StoreUnavailableException("rows kept changing while they were written");
        }
    }

    private static Collection<PushRow> changed(Map<String, PushRow> touched, List<Happening> happenings) {
        Map<String, PushRow> changed = new LinkedHashMap<>();
        for (Happening happening : happenings) {
            PushRow row = happening.makesRow()
                    ? touched.computeIfAbsent(
                            happening.key(), key -> PushRow.of(happening.userId(), happening.conversationId()))
                    : touched.get(happening.key());
            if (row != null && happening.change().apply(row)) {
                changed.put(row.id, row);
            }
        }
        return changed.values();
    }

    /** Whether the same batch may be applied a moment later. */
    static boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }
}
