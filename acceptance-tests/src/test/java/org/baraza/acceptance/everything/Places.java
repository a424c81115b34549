package org.baraza.acceptance.everything;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Where messages came to stand, by the keys that their senders gave them. For any number of threads. */
final class Places {

    private static final int PATIENCE_SECONDS = 240;

    private final Map<String, CompletableFuture<Message.Placed>> places = new ConcurrentHashMap<>();

    void put(String key, Message.Placed placed) {
        of(key).complete(placed);
    }

    /** Waits until it is known. */
    Message.Placed await(String key) {
        return of(key).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Message.Placed> of(String key) {
        return places.computeIfAbsent(key, absent -> new CompletableFuture<>());
    }
}
