package org.baraza.gateway.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.vertx.core.Vertx;

/**
 * Gathers things for a moment and passes them on together: a storm of connects is then a few calls to Redis, and one that comes
 * alone waits {@value #MILLIS} ms. Safe for use by several threads.
 */
public final class Gathered<T> {

    private static final int MILLIS = 5;

    private final Vertx vertx;
    private final int most;
    private final Consumer<List<T>> next;
    private final Queue<T> things = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile boolean hasEnded;

    /**
     * @param most how many are passed on in one go
     * @param next takes them; called on an event loop
     */
    public Gathered(Vertx vertx, int most, Consumer<List<T>> next) {
        this.vertx = vertx;
        this.most = most;
        this.next = next;
    }

    public void add(T thing) {
        things.add(thing);
        if (isDue.compareAndSet(false, true)) {
            vertx.setTimer(MILLIS, timer -> passOn());
        }
    }

    /** Passes nothing on any more. @return what was not yet, and is the caller's now */
    public List<T> end() {
        hasEnded = true;
        return take(Integer.MAX_VALUE);
    }

    private void passOn() {
        // before they are taken: what is added from here on has its own timer
        isDue.set(false);
        if (hasEnded) {
            return;
        }
        for (List<T> some = take(most); !some.isEmpty(); some = take(most)) {
            next.accept(some);
        }
    }

    private List<T> take(int count) {
        List<T> some = new ArrayList<>();
        while (some.size() < count) {
            T thing = things.poll();
            if (thing == null) {
                break;
            }
            some.add(thing);
        }
        return some;
    }
}
