package org.baraza.acceptance.everything;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.socket.Peer;

/**
 * What somebody uses: a socket and REST calls, both through the same gateway, so that what they do goes into the log in the
 * order in which they do it, also where it has to be done again. For one thread at a time.
 */
final class Device implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Peer> opening;
    private final Rest rest;
    private final List<Peer> sockets = new CopyOnWriteArrayList<>();

    /** @param opening opens a socket without waiting */
    Device(Supplier<Peer> opening, Rest rest) {
        this.opening = opening;
        this.rest = rest;
        sockets.add(opening.get());
    }

    void awaitConnected() {
        socket().awaitConnected();
    }

    /**
     * Emits an event.
     *
     * @return the acknowledgement; empty if it may be worth another attempt
     * @throws AssertionError if it is refused for good
     */
    Optional<JsonNode> ask(String event, Object argument) {
        try {
            JsonNode answer = JSON.readTree(socket().ask(event, argument).join().toString());
            return answer.has("error")
                    ? unlessFinal(event, answer.path("statusCode").asInt(), answer)
                    : Optional.of(answer);
        } catch (CompletionException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new AssertionError("an acknowledgement is no JSON", e);
        }
    }

    /**
     * Makes a call.
     *
     * @param json the body; null for none
     * @return the answer; empty if it may be worth another attempt
     * @throws AssertionError if it is refused for good
     */
    Optional<JsonNode> call(String method, String path, JsonNode json) {
        try {
            Rest.Answer answer = rest.call(method, path, json == null ? null : json.toString());
            return answer.status() < 300
                    ? Optional.of(answer.body())
                    : unlessFinal(method + ' ' + path, answer.status(), answer.body());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The website's client stops trying after a while; then its person loads the page anew. */
    private Peer socket() {
        Peer last = sockets.get(sockets.size() - 1);
        if (!last.hasGivenUp()) {
            return last;
        }
        Peer next = opening.get();
        sockets.add(next);
        return next;
    }

    private static Optional<JsonNode> unlessFinal(String what, int status, JsonNode answer) {
        if (status == 429 || status >= 500) {
            return Optional.empty();
        }
        throw new AssertionError(what + " was refused: " + answer);
    }

    @Override
    public void close() {
        sockets.forEach(Peer::close);
    }
}
