package org.baraza.acceptance.crowd;

import java.util.concurrent.CompletableFuture;

/** A client that opens a transport and never says who it is. */
public final class Silent implements Wire.Listener {

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile Wire wire;

    Silent() {}

    CompletableFuture<Void> opened() {
        return opened;
    }

    /** Completes with the close code when the transport is over. */
    public CompletableFuture<Integer> ended() {
        return ended;
    }

    /** Goes without a word. */
    public void vanish() {
        wire.vanish();
    }

    @Override
    public void onOpen(Wire open) {
        wire = open;
        opened.complete(null);
    }

    @Override
    public void onPacket(Wire from, String packet) {
        throw new IllegalStateException("something for somebody who has not said who they are: " + packet);
    }

    @Override
    public void onEnd(Wire over, int closeCode) {
        opened.completeExceptionally(new IllegalStateException("closed before it was open: " + closeCode));
        ended.complete(closeCode);
    }
}
