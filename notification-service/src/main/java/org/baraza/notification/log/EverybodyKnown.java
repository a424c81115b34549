package org.baraza.notification.log;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.directory.UserDirectory;

/** Starts reading the directory, and what waits for it: no notification goes out without the name of its sender. */
@ApplicationScoped
public class EverybodyKnown {

    private final UserDirectory directory;
    private CompletableFuture<Void> known;

    EverybodyKnown(UserDirectory directory) {
        this.directory = directory;
    }

    /** Runs {@code next} once everybody is known who was in the directory at the start; at once if that is so already. */
    public synchronized void then(Runnable next) {
        if (known == null) {
            known = directory.start();
        }
        known.thenRun(next);
    }
}
