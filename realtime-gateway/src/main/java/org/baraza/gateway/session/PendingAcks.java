package org.baraza.gateway.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Events of the server that a client has not answered yet. Belongs to one socket, and to its event loop. At most
 * {@value #MAX_PENDING} wait; with a further one the oldest is taken for unanswered.
 */
final class PendingAcks {

    private static final int MAX_PENDING = 1_000;

    /** Made when there is something to wait for: most sockets never do. */
    private Map<Long, Pending> pending = Map.of();

    private long nextId;

    private record Pending(long deadline, Consumer<Optional<List<JsonNode>>> answered) {}

    /**
     * Waits for one more answer.
     *
     * @param deadline by when, in nanoseconds of the monotonic clock
     * @return the id to send with the event
     */
    long expect(long deadline, Consumer<Optional<List<JsonNode>>> answered) {
        if (pending.isEmpty()) {
            pending = new LinkedHashMap<>();
        } else if (pending.size() == MAX_PENDING) {
            giveUp(pending.keySet().iterator().next());
        }
        pending.put(nextId, new Pending(deadline, answered));
        return nextId++;
    }

    /** The client answers; an answer to nothing is passed over, as one that comes too late is. */
    void answer(long id, List<JsonNode> args) {
        if (pending.containsKey(id)) {
            pending.remove(id).answered().accept(Optional.of(args));
        }
    }

    /** Gives up what is overdue. */
    void expire(long now) {
        if (pending.isEmpty()) {
            return;
        }
        List<Long> overdue = new ArrayList<>();
        pending.forEach((id, one) -> {
            if (now - one.deadline() > 0) {
                overdue.add(id);
            }
        });
        overdue.forEach(this::giveUp);
    }

    /** Nobody will answer any more. */
    void cancel() {
        List.copyOf(pending.keySet()).forEach(this::giveUp);
    }

    private void giveUp(Long id) {
        Pending one = pending.remove(id);
        if (one != null) {
            one.answered().accept(Optional.empty());
        }
    }
}
