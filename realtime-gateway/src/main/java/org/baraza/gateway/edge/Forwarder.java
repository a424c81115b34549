package org.baraza.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.ownwrite.OwnWrites;
import org.baraza.gateway.ownwrite.TokenSubject;
import org.baraza.gateway.session.Identity;
import org.baraza.rest.Problem;
import org.baraza.rest.ReadAfter;
import org.jboss.logging.Logger;

/** Calls the services behind the gateway, with the caller's own token. */
@Singleton
public class Forwarder {

    private static final Logger LOGGER = Logger.getLogger(Forwarder.class);
    private static final int WAITING_PER_CONNECTION = 16;
    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Accept", "Content-Type", "Content-Length", "traceparent", "tracestate");
    private static final List<String> RESPONSE_HEADERS = List.of(
            "Content-Type",
            "Content-Length",
            "Content-Security-Policy",
            "Referrer-Policy",
            "Retry-After",
            "WWW-Authenticate",
            "Cache-Control",
            ReadAfter.BEHIND);

    private final HttpClient client;
    private final OwnWrites ownWrites;
    /** It reads its own store, where a write is before it is told. */
    private final URI alwaysCurrent;

    private final long timeoutMillis;

    Forwarder(Vertx vertx, GatewayConfig config, OwnWrites ownWrites) {
        this.ownWrites = ownWrites;
        this.alwaysCurrent = config.services().messages();
        Stream.of(
                        config.services().conversations(),
                        config.services().messages(),
                        config.services().notifications())
                .forEach(Forwarder::requirePlainAddress);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(config.services().connections())
                .setMaxWaitQueueSize(config.services().connections() * WAITING_PER_CONNECTION)
                .setConnectTimeout((int) config.services().timeout().toMillis()));
        this.timeoutMillis = config.services().timeout().toMillis();
    }

    /** Passes a request on to its owner and the answer back; a service that is away is told as a 503 problem. */
    void forward(HttpServerRequest request, URI owner) {
        HttpServerResponse response = request.response();
        request.pause();
        Optional<String> caller = TokenSubject.of(request.getHeader("Authorization"));
        Future.all(readAfter(caller, owner), client.request(optionsFor(request.method(), owner, request.uri())))
                .compose(both -> {
                    HttpClientRequest forwarded = both.resultAt(1);
                    setReadAfter(forwarded, both.resultAt(0));
                    REQUEST_HEADERS.stream()
                            .filter(name -> request.headers().contains(name))
                            .forEach(name -> forwarded.putHeader(name, request.getHeader(name)));
                    return forwarded.send(request);
                })
                .compose(answer -> pass(answer, response))
                .onFailure(failure -> unavailable(owner, failure, response));
    }

    /**
     * What a service answered.
     *
     * @param isProblem whether the body is a {@link Problem}
     */
    public record Answer(int status, boolean isProblem, Buffer body) {}

    /**
     * Calls a service on behalf of a person.
     *
     * @param body JSON; null for none
     * @return what it answered, whatever the status; fails if it did not
     */
    public Future<Answer> call(HttpMethod method, URI owner, String path, Identity caller, Buffer body) {
        Optional<String> userId = Optional.of(caller.caller().userId());
        return Future.all(readAfter(userId, owner), client.request(optionsFor(method, owner, path)))
                .map(both -> {
                    HttpClientRequest request = both.resultAt(1);
                    setReadAfter(request, both.resultAt(0));
                    return request.putHeader("Authorization", "Bearer " + caller.token());
                })
                .compose(request -> body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(body))
                .compose(answer ->
                        answer.body().map(bytes -> new Answer(answer.statusCode(), isProblem(answer), bytes)));
    }

    /** What the answer has to be later than; empty for nothing. */
    private Future<String> readAfter(Optional<String> userId, URI owner) {
        if (userId.isEmpty() || owner.equals(alwaysCurrent)) {
            return Future.succeededFuture("");
        }
        CompletionStage<String> events = ownWrites.of(userId.get()).subscribeAsCompletionStage();
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(events) : Future.fromCompletionStage(events, context);
    }

    private static void setReadAfter(HttpClientRequest request, String events) {
        if (!events.isEmpty()) {
            request.putHeader(ReadAfter.HEADER, events);
        }
    }

    private static boolean isProblem(HttpClientResponse answer) {
        String type = answer.getHeader("Content-Type");
        return type != null && type.startsWith(Problem.MEDIA_TYPE.toString());
    }

    private RequestOptions optionsFor(HttpMethod method, URI owner, String uri) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(owner.getHost())
                .setPort(owner.getPort() < 0 ? 80 : owner.getPort())
                .setURI(uri)
                .setTimeout(timeoutMillis);
    }

    private static void requirePlainAddress(URI owner) {
        boolean plain = "http".equals(owner.getScheme())
                && owner.getHost() != null
                && owner.getPath().length() <= 1;
        if (!plain) {
            throw new IllegalArgumentException("a service's address must be http://host:port: " + owner);
        }
    }

    private static Future<Void> pass(HttpClientResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        RESPONSE_HEADERS.stream()
                .filter(name -> answer.headers().contains(name))
                .forEach(name -> response.putHeader(name, answer.getHeader(name)));
        if (!answer.headers().contains("Content-Length")) {
            response.setChunked(true);
        }
        return answer.pipeTo(response);
    }

    private static void unavailable(URI owner, Throwable failure, HttpServerResponse response) {
        LOGGER.warnf("cannot be forwarded, service: %s, cause: %s", owner, failure.getMessage());
        if (response.headWritten()) {
            response.reset();
            return;
        }
        Problem problem = Problem.of(503, "SERVICE_UNAVAILABLE", "this cannot be answered right now");
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE.toString())
                .putHeader("Retry-After", "2")
                .end(EventCodec.toText(problem));
    }
}
