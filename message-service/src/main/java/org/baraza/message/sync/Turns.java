package org.baraza.message.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreUnavailableException;

/**
 * So many pieces of work at once; the others wait in the order of their coming, for a while. When a gateway is lost all of its
 * clients ask at the same time for what they lack, and must leave the store to whoever writes. Safe for use by several threads.
 */
final class Turns {

    private final int atOnce;
    private final Duration patience;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int underWay;

    /** @param patience what has not had its turn by then fails as if the store was away */
    Turns(int atOnce, Duration patience) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one must be possible at once: " + atOnce);
        }
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /** Begins the work when its turn has come, and ends it whether somebody still wants its result or not. */
    <T> Uni<T> take(Supplier<Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Supplier<Uni<T>> traced = Context.current().wrapSupplier(work);
        turn().whenComplete((begun, late) -> {
            if (late == null) {
                Uni.createFrom()
                        .deferred(traced::get)
                        .onTermination()
                        .invoke(this::pass)
                        .subscribe()
                        .with(result::complete, result::completeExceptionally);
            } else {
                result.completeExceptionally(new StoreUnavailableException("too many wait for their turn"));
            }
        });
        return Uni.createFrom().completionStage(result);
    }

    private synchronized CompletableFuture<Void> turn() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (underWay < atOnce) {
            underWay++;
            turn.complete(null);
            return turn;
        }
        waiting.add(turn);
        return turn.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whoever waits no more is passed over. */
    private void pass() {
        CompletableFuture<Void> next = next();
        while (next != null && !next.complete(null)) {
            next = next();
        }
    }

    private synchronized CompletableFuture<Void> next() {
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
            underWay--;
        }
        return next;
    }
}
