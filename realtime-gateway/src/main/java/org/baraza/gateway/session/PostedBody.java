package org.baraza.gateway.session;

import java.time.Duration;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The body of a request, gathered up to a limit and for a limited time; what comes after that is not kept. Used on the
 * request's thread.
 */
final class PostedBody {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final int maxBytes;
    private final Buffer bytes = Buffer.buffer();
    private long timer;
    private boolean ended;

    PostedBody(Vertx vertx, HttpServerRequest request, int maxBytes) {
        this.vertx = vertx;
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /**
     * Calls one of these, once.
     *
     * @param whole takes the body
     * @param larger it is larger than it may be
     * @param lost the client went away or took too long; its connection is closed then
     */
    void read(Consumer<String> whole, Runnable larger, Runnable lost) {
        timer = vertx.setTimer(
                TIMEOUT.toMillis(),
                late -> end(() -> {
                    lost.run();
                    request.connection().close();
                }));
        request.exceptionHandler(failure -> end(lost));
        request.handler(part -> {
            if (bytes.length() + part.length() > maxBytes) {
                end(larger);
            } else if (!ended) {
                bytes.appendBuffer(part);
            }
        });
        request.endHandler(all -> end(() -> whole.accept(bytes.toString())));
    }

    private void end(Runnable how) {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(timer);
            how.run();
        }
    }
}
