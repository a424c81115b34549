package org.baraza.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;

/** Makes all indexes at the start, trying until the store is there. */
@ApplicationScoped
public class StoreSetup {

    private static final Logger LOGGER = Logger.getLogger(StoreSetup.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    private final List<Indexed> repositories;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Cancellable making = () -> {};

    StoreSetup(@Any Instance<Indexed> repositories) {
        this.repositories = repositories.stream().toList();
    }

    void start(@Observes StartupEvent event) {
        making = Multi.createFrom()
                .iterable(repositories)
                .onItem()
                .transformToUniAndConcatenate(Indexed::createIndexes)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOGGER.warnf("cannot make the indexes yet, trying again, cause: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .subscribe()
                .with(made -> done.complete(null), done::completeExceptionally);
    }

    void stop(@Observes ShutdownEvent event) {
        making.cancel();
    }

    /** @return completes when the indexes are there */
    public CompletionStage<Void> whenDone() {
        return done;
    }

    /** Whether the indexes are there. */
    public boolean isDone() {
        return done.isDone() && !done.isCompletedExceptionally();
    }
}
