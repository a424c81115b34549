package org.baraza.notification.inbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;
import org.baraza.store.StoreUnavailableException;
import org.jboss.logging.Logger;

/**
 * What a person does with their notifications. Runs on event loops and never blocks; every call ends within the store
 * timeout and the publish timeout.
 *
 * <p>The mark in the database is the truth, the event tells the person's other devices. The answer waits for the event's
 * acknowledgement, but only so long: if the log is away the mark stays, the call succeeds, and the other devices learn of it
 * with the next event or when they ask. Marking again publishes again.
 */
@ApplicationScoped
class NotificationService {

    private static final Logger LOGGER = Logger.getLogger(NotificationService.class);

    private final NotificationRepository repository;
    private final NotificationPublisher publisher;
    private final UnreadNumbers numbers;
    private final NotificationViews views;
    private final Duration storeTimeout;
    private final Duration publishTimeout;
    private final Counter unpublished;

    NotificationService(
            NotificationRepository repository,
            NotificationPublisher publisher,
            UnreadNumbers numbers,
            NotificationViews views,
            NotificationServiceConfig config,
            MeterRegistry registry) {
        this.repository = repository;
        this.publisher = publisher;
        this.numbers = numbers;
        this.views = views;
        this.storeTimeout = config.inbox().storeTimeout();
        this.publishTimeout = config.inbox().publishTimeout();
        this.unpublished = registry.counter("baraza.notifications.unpublished");
    }

    Uni<NotificationList> list(String userId, boolean unreadOnly, Page page) {
        int limit = page.limit();
        Uni<Long> unread = repository.unreadCount(userId);
        return bounded(Uni.combine()
                .all()
                .unis(
                        repository.page(userId, unreadOnly, page.skip(), limit),
                        unread,
                        unreadOnly ? Uni.createFrom().nullItem() : repository.total(userId))
                .with((documents, unreadCount, total) -> NotificationList.of(
                        documents.stream().map(views::of).toList(),
                        total == null ? unreadCount : total,
                        unreadCount,
                        limit)));
    }

    Uni<Long> unreadCount(String userId) {
        return bounded(repository.unreadCount(userId));
    }

    /** Fails with 404 if the person has no such notification, or it has been followed by a newer one of its cause. */
    Uni<Void> markRead(String userId, NotificationId id) {
        Context trace = Context.current();
        Uni<Long> marked = repository
                .markRead(userId, id)
                .flatMap(changed -> changed ? Uni.createFrom().item(true) : repository.exists(userId, id))
                .flatMap(known -> known
                        ? repository.unreadCount(userId)
                        : Uni.createFrom().failure(unknown()));
        return bounded(marked)
                .flatMap(count -> published(userId, count, trace, () -> publisher.read(userId, id, count, trace)));
    }

    /** Fails with 404 if the person has never had such a notification. */
    Uni<Void> delete(String userId, NotificationId id) {
        Context trace = Context.current();
        Uni<Long> deleted = repository
                .delete(userId, id)
                .flatMap(changed -> changed ? Uni.createFrom().item(true) : repository.isGone(userId, id))
                .flatMap(known -> known
                        ? repository.unreadCount(userId)
                        : Uni.createFrom().failure(unknown()));
        return bounded(deleted)
                .flatMap(count -> published(userId, count, trace, () -> publisher.deleted(userId, id, count, trace)));
    }

    /** @return how many became read */
    Uni<Long> markAllRead(String userId) {
        Context trace = Context.current();
        return bounded(repository.markAllRead(userId))
                .flatMap(changed -> bounded(repository.unreadCount(userId))
                        .flatMap(
                                count -> published(userId, count, trace, () -> publisher.allRead(userId, count, trace)))
                        .replaceWith(changed));
    }

    static ProblemException unknown() {
        return ProblemException.notFound("there is no such notification");
    }

    private <T> Uni<T> bounded(Uni<T> work) {
        return work.ifNoItem()
                .after(storeTimeout)
                .failWith(() -> new StoreUnavailableException("the database did not answer in time"));
    }

    /** Waits for the acknowledgement only so long; the number is settled when it comes, be it later. */
    private Uni<Void> published(String userId, long count, Context trace, Supplier<CompletableFuture<?>> publication) {
        return Uni.createFrom()
                .completionStage(() -> {
                    CompletableFuture<?> acknowledged = publication.get();
                    acknowledged.thenRun(() -> settle(userId, count, trace));
                    return acknowledged.thenAccept(record -> {});
                })
                .ifNoItem()
                .after(publishTimeout)
                .fail()
                .onFailure()
                .invoke(failure -> countUnpublished("marked or deleted, but not published in time", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void settle(String userId, long count, Context trace) {
        numbers.settle(Map.of(userId, count), trace)
                .subscribe()
                .with(settled -> {}, failure -> countUnpublished("unread number not counted again", failure));
    }

    private void countUnpublished(String what, Throwable failure) {
        unpublished.increment();
        LOGGER.warnf("%s, cause: %s", what, failure.getClass().getSimpleName());
    }
}
