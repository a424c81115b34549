package org.baraza.conversation.conversation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Makes the indexes at the start, trying until the store is there. */
@ApplicationScoped
public class StoreSetup {

    private static final Logger LOGGER = Logger.getLogger(StoreSetup.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final ConversationRepository conversations;
    private volatile boolean done;

    StoreSetup(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    void start(@Observes StartupEvent event) {
        conversations
                .createIndexes()
                .onFailure()
                .invoke(failure -> LOGGER.warnf("cannot make the indexes yet, trying again, cause: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACKOFF, MAX_BACKOFF)
                .indefinitely()
                .subscribe()
                .with(made -> done = true, failure -> LOGGER.error("the indexes were not made", failure));
    }

    /** Whether the indexes are there. */
    public boolean isDone() {
        return done;
    }
}
