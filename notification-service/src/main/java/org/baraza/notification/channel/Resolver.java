package org.baraza.notification.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.preference.Endpoints;

/**
 * Looks up the addresses of browsers' push services on threads of its own: a look-up blocks as long as the resolver likes, and
 * what waits for one holds up nothing else.
 */
@ApplicationScoped
class Resolver {

    private static final int THREADS = 8;
    private static final int MAX_WAITING = 256;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final Lookup lookup;

    Resolver() {
        this(Endpoints::resolve, THREADS, MAX_WAITING);
    }

    /** @param maxWaiting look-ups that wait for a thread; a further one fails at once */
    Resolver(Lookup lookup, int threads, int maxWaiting) {
        this.lookup = lookup;
        this.threads = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxWaiting), work -> {
                    Thread thread = new Thread(work, "push-resolver");
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** Looks a name up, and blocks meanwhile. */
    interface Lookup {
        InetAddress resolve(String host, boolean privateAllowed) throws UnknownHostException;
    }

    /**
     * The address to call.
     *
     * @return fails as {@link Endpoints#resolve} does, or with a {@link RejectedExecutionException} if too many wait
     */
    CompletionStage<InetAddress> resolve(String host, boolean privateAllowed) {
        try {
            return CompletableFuture.supplyAsync(() -> lookUp(host, privateAllowed), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private InetAddress lookUp(String host, boolean privateAllowed) {
        try {
            return lookup.resolve(host, privateAllowed);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
