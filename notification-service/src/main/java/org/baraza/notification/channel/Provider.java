package org.baraza.notification.channel;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
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

    private final HttpClient client;
    private final long timeoutMillis;

    Provider(Vertx vertx, NotificationServiceConfig config) {
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
     * @param body at most 64 KiB
     */
    record Answer(int status, String retryAfter, byte[] body) {

        Outcome outcome() {
            return Outcome.of(status, retryAfter);
        }
    }

    /**
     * Posts.
     *
     * @param address where the host is, so that its name is not looked up again; null to look it up
     */
    CompletionStage<Answer> post(URI uri, InetAddress address, Map<String, String> headers, byte[] body) {
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
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body()
                        .map(answer -> new Answer(
                                response.statusCode(),
                                response.getHeader("Retry-After"),
                                answer.length() > MAX_ANSWER_BYTES ? new byte[0] : answer.getBytes())))
                .toCompletionStage();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
