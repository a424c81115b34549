package org.baraza.gateway.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

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
     * Calls {@code ended}, and then one of the others unless the client is gone.
     *
     * @param whole takes the body
     * @param refused gets the reason why the body is not taken: it is larger than it may be, or not UTF-8
     * @param ended the client went away or took too long, in which case its connection is closed, or another body may come
     */
    void read(Consumer<String> whole, Consumer<CloseReason> refused, Runnable ended) {
        timer = vertx.setTimer(
                TIMEOUT.toMillis(),
                late -> end(() -> {
                    ended.run();
                    request.connection().close();
                }));
        request.exceptionHandler(failure -> end(ended));
        request.handler(part -> {
            if (bytes.length() + part.length() > maxBytes) {
                end(() -> {
                    ended.run();
                    refused.accept(CloseReason.MESSAGE_TOO_LARGE);
                });
            } else if (!this.ended) {
                bytes.appendBuffer(part);
            }
        });
        request.endHandler(all -> end(() -> {
            ended.run();
            text().ifPresentOrElse(whole, () -> refused.accept(CloseReason.INVALID_TEXT));
        }));
    }

    private Optional<String> text() {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private void end(Runnable how) {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(timer);
            how.run();
        }
    }
}
