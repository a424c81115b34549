package org.baraza.acceptance.soak;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;

/** Reads people's lists over REST, through one gateway after the other, few at a time. */
final class Lists implements AutoCloseable {

    private static final int AT_ONCE = 4;

    private final RunningPlatform platform;
    private final ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger calls = new AtomicInteger();

    Lists(RunningPlatform platform) {
        this.platform = platform;
    }

    /** Reads the inbox, a conversation, and the notifications. */
    CompletableFuture<Void> read(String userId, String conversationId) {
        return CompletableFuture.runAsync(
                () -> List.of(
                                "/messages/conversations",
                                "/messages/unread-count",
                                "/messages/conversations/" + conversationId,
                                "/notifications")
                        .forEach(of(userId)::read),
                readers);
    }

    /** A client of somebody. */
    Rest of(String userId) {
        return new Rest(
                platform.gateway(calls.getAndIncrement() % 2),
                platform.community().tokenOf(userId));
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
