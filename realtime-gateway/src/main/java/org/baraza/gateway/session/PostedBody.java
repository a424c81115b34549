package org.baraza.gateway.session;

import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request, gathered up to a limit; what comes after that is not kept. Used on the request's thread. */
final class PostedBody {

    private final HttpServerRequest request;
    private final int maxBytes;
    private final Buffer bytes = Buffer.buffer();
    private boolean tooLarge;

    PostedBody(HttpServerRequest request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
    }

    /** Calls one of the two, once; neither if the client goes away before the end. */
    void read(Consumer<String> whole, Runnable larger) {
        request.handler(part -> {
            if (!tooLarge && bytes.length() + part.length() > maxBytes) {
                tooLarge = true;
                larger.run();
            }
            if (!tooLarge) {
                bytes.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (!tooLarge) {
                whole.accept(bytes.toString());
            }
        });
    }
}
