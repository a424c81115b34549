package org.baraza.message.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** Makes the indexes at the start, trying until the store is there. */
@ApplicationScoped
public class StoreSetup {

    private static final Logger LOGGER = Logger.getLogger(StoreSetup.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final MessageRepository messages;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    StoreSetup(MessageRepository messages) {
        this.messages = messages;
    }

    /** @return completes when the indexes are there */
    public CompletableFuture<Void> start() {
        messages.createIndexes()
                .onFailure()
                .invoke(failure -> LOGGER.warnf("cannot make the indexes yet, trying again, cause: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .subscribe()
                .with(made -> done.complete(null), done::completeExceptionally);
        return done;
    }

    /** Whether the indexes are there. */
    public boolean isDone() {
        return done.isDone() && !done.isCompletedExceptionally();
    }
}
