package org.baraza.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.Tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A client of the polling transport that knows nothing of the protocols above it. */
final class Poller {

    private static final int MAX_POLLS = 30;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final JsonNode terms;

    private Poller(URI gateway) {
        this.gateway = gateway;
        this.terms = termsOf(send(HttpRequest.newBuilder(uri("")).GET()).join().body());
    }

    /** Opens a session. */
    static Poller open(URI gateway) {
        return new Poller(gateway);
    }

    /** Opens a session and connects as somebody; the answer waits for the next poll. */
    static Poller connect(URI gateway, String userId) {
        Poller poller = open(gateway);
        poller.post("40{\"token\":\"" + Tokens.of(userId) + "\"}");
        return poller;
    }

    private static JsonNode termsOf(String open) {
        try {
            return EventCodec.JSON.readTree(open.substring(1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a handshake: " + open, e);
        }
    }

    /** What the server said of the session. */
    JsonNode terms() {
        return terms;
    }

    String sid() {
        return terms.path("sid").asText();
    }

    /** Polls once; completes with the server's answer, however long it takes. */
    CompletableFuture<HttpResponse<String>> poll() {
        return send(HttpRequest.newBuilder(uri("&sid=" + sid())).GET());
    }

    /** Polls once and waits for the answer. */
    HttpResponse<String> pollNow() {
        return poll().join();
    }

    /** Polls, answering pings, until a packet comes that begins like this. */
    String awaitPacket(String start) {
        for (int polls = 0; polls < MAX_POLLS; polls++) {
            for (String packet : pollNow().body().split("\u001e")) {
                if (packet.startsWith(start)) {
                    return packet;
                }
                if (packet.equals("2")) {
                    post("3");
                }
            }
        }
        throw new AssertionError("no packet begins with " + start);
    }

    /** Posts a body and waits for the answer. */
    HttpResponse<String> post(String body) {
        return send(HttpRequest.newBuilder(uri("&sid=" + sid())).POST(HttpRequest.BodyPublishers.ofString(body)))
                .join();
    }

    /** Posts a body without saying how long it is. */
    void postInParts(String body) {
        send(HttpRequest.newBuilder(uri("&sid=" + sid()))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(UTF_8)))))
                // the server may close the connection before all is sent
                .handle((answer, failure) -> null)
                .join();
    }

    /**
     * Begins a request of the session on a connection of its own.
     *
     * @param rest what follows the header {@code Host}
     */
    Socket begin(String method, String rest) throws IOException {
        URI address = uri("&sid=" + sid());
        Socket connection = new Socket(address.getHost(), address.getPort());
        String head = method + " " + address.getPath() + "?" + address.getQuery() + " HTTP/1.1\r\nHost: x\r\n";
        connection.getOutputStream().write((head + rest).getBytes(US_ASCII));
        connection.getOutputStream().flush();
        return connection;
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .orTimeout(20, TimeUnit.SECONDS);
    }

    private URI uri(String query) {
        return URI.create("http://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=polling" + query);
    }
}
