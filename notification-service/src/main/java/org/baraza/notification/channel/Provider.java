package org.baraza.notification.channel;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import org.baraza.notification.NotificationServiceConfig;

/** Calls providers over HTTPS: no redirects, a bounded time, and where it matters the address that was looked at and no other. */
@ApplicationScoped
class Provider {

    private static final int CONNECTIONS = 32;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final long timeoutMillis;

    Provider(Vertx vertx, NotificationServiceConfig config) {
        this.vertx = vertx;
        this.timeoutMillis = config.push().timeout().toMillis();
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(10 * CONNECTIONS)
                .setConnectTimeout((int) timeoutMillis)
                .setMaxInitialLineLength(8_192);
        Optional<String> trusted = config.push().trustedCertificates();
        trusted.ifPresent(path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path)));
        this.client = vertx.createHttpClient(options);
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param retryAfter the header of that name; null if there is none
     */
    record Answer(int status, String retryAfter) {

        Outcome outcome() {
            return Outcome.of(status, retryAfter);
        }
    }

    /**
     * A whole answer.
     *
     * @param status HTTP status
     * @param retryAfter the header of that name; null if there is none
     * @param body what it holds, at most {@value #MAX_ANSWER_BYTES} bytes
     */
    record Reply(int status, String retryAfter, byte[] body) {

        /** Leaves the body out: it may hold a token. */
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    /** Posts, and reads the answer; one that is too long or without an end is a failure. */
    CompletionStage<Reply> exchange(URI uri, Map<String, String> headers, byte[] body) {
        return client.request(options(uri, null, headers))
                .compose(request -> request.send(Buffer.buffer(body)).compose(response -> replyOf(request, response)))
                .toCompletionStage();
    }

    /**
     * Posts.
     *
     * @param address where the host is, so that its name is not looked up again; null to look it up
     */
    CompletionStage<Answer> post(URI uri, InetAddress address, Map<String, String> headers, byte[] body) {
        return client.request(options(uri, address, headers))
                .compose(request -> request.send(Buffer.buffer(body)).map(response -> answerOf(request, response)))
                .toCompletionStage();
    }

    private RequestOptions options(URI uri, InetAddress address, Map<String, String> headers) {
        boolean ssl = "https".equals(uri.getScheme());
        int port = uri.getPort() == -1 ? ssl ? 443 : 80 : uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(ssl)
                .setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery())
                .setTimeout(timeoutMillis);
        if (address != null) {
            options.setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
        }
        headers.forEach(options::addHeader);
        return options;
    }

    private Future<Reply> replyOf(HttpClientRequest request, HttpClientResponse response) {
        Promise<Reply> read = Promise.promise();
        Buffer body = Buffer.buffer();
        long timer = vertx.setTimer(timeoutMillis, late -> {
            read.tryFail(new ProviderException("an answer without an end"));
            request.reset();
        });
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > MAX_ANSWER_BYTES) {
                read.tryFail(new ProviderException("an answer that is too long"));
                request.reset();
            }
        });
        response.endHandler(ended ->
                read.tryComplete(new Reply(response.statusCode(), response.getHeader("Retry-After"), body.getBytes())));
        response.exceptionHandler(read::tryFail);
        return read.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Nobody needs the body: it is let go as it comes, and one without an end does not hold the connection. */
    private Answer answerOf(HttpClientRequest request, HttpClientResponse response) {
        long timer = vertx.setTimer(timeoutMillis, late -> request.reset());
        long[] seen = {0};
        response.handler(part -> {
            seen[0] += part.length();
            if (seen[0] > MAX_ANSWER_BYTES) {
                request.reset();
            }
        });
        response.endHandler(ended -> vertx.cancelTimer(timer));
        response.exceptionHandler(broken -> vertx.cancelTimer(timer));
        return new Answer(response.statusCode(), response.getHeader("Retry-After"));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
