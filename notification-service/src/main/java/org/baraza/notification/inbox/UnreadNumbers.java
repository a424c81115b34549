package org.baraza.notification.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;

/**
 * Keeps the unread numbers that events tell from staying behind the truth. Two writers of one person (the log's reader and a
 * request, or two requests) may each write, count and publish in such an order that the event which comes last was counted
 * first. So whoever has published a number counts once more, and says the new number if it is another.
 *
 * <p>The number of the last event is then right once nobody writes any more: whoever published it has counted after that and
 * found it so, or else there would be a later event. Never blocks.
 */
@ApplicationScoped
public class UnreadNumbers {

    private final NotificationRepository repository;
    private final NotificationPublisher publisher;

    UnreadNumbers(NotificationRepository repository, NotificationPublisher publisher) {
        this.repository = repository;
        this.publisher = publisher;
    }

    /**
     * Counts again what was told, until what was told last is so. Fails with a
     * {@link org.baraza.store.StoreUnavailableException} if the store is away.
     *
     * @param told the numbers in the events that the log has acknowledged, by person
     * @param trace of what changed them
     */
    public Uni<Void> settle(Map<String, Long> told, Context trace) {
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository.unreadCounts(told.keySet()).flatMap(counts -> {
            Map<String, Long> others = told.keySet().stream()
                    .filter(userId -> !told.get(userId).equals(counts.getOrDefault(userId, 0L)))
                    .collect(Collectors.toMap(userId -> userId, userId -> counts.getOrDefault(userId, 0L)));
            return tell(others, trace).flatMap(done -> settle(others, trace));
        });
    }

    private Uni<Void> tell(Map<String, Long> numbers, Context trace) {
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>();
        numbers.forEach((userId, count) -> acknowledgements.add(publisher.counted(userId, count, trace)));
        return Uni.createFrom()
                .completionStage(CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)));
    }
}
