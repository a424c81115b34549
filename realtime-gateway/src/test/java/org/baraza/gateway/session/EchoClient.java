package org.baraza.gateway.session;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.RawSocket;

/** Requests and WebSockets to one path of an {@link EchoServer}. */
final class EchoClient {

    static final String POLLING = "EIO=4&transport=polling";
    static final String WEBSOCKET = "EIO=4&transport=websocket";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EchoServer server;
    private final String path;

    EchoClient(EchoServer server, String path) {
        this.server = server;
        this.path = path;
    }

    CompletableFuture<HttpResponse<String>> get(String query) {
        return request("GET", query, "");
    }

    CompletableFuture<HttpResponse<String>> request(String method, String query, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address("http", path + "?" + query))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).orTimeout(20, TimeUnit.SECONDS);
    }

    RawSocket socket() {
        return socket(WEBSOCKET);
    }

    RawSocket socket(String query) {
        return RawSocket.at(server.address("ws", path + "?" + query));
    }

    /** Opens a session by polling. */
    String open() {
        return terms(get(POLLING).join().body()).path("sid").asText();
    }

    /** What the server says of a session in its first packet. */
    static JsonNode terms(String open) {
        try {
            return EventCodec.JSON.readTree(open.substring(1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a handshake: " + open, e);
        }
    }
}
