package org.baraza.local.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import org.baraza.local.platform.SetupException;
import org.json.JSONObject;

/** A person's socket to a gateway, with the same protocol as the community's website. */
final class SocketSession implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Socket socket;
    private final String url;

    private SocketSession(Socket socket, String url) {
        this.socket = socket;
        this.url = url;
    }

    /** A session that is not connected yet. */
    static SocketSession to(String url, String token) {
        IO.Options options = IO.Options.builder()
                .setTransports(new String[] {"websocket"})
                .setAuth(Map.of("token", token))
                .setForceNew(true)
                .build();
        return new SocketSession(IO.socket(URI.create(url), options), url);
    }

    /**
     * Connects and returns when the gateway has let the person in.
     *
     * @throws SetupException if it does not
     */
    SocketSession connect() {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        socket.once(Socket.EVENT_CONNECT, args -> connected.complete(null));
        socket.once(
                Socket.EVENT_CONNECT_ERROR,
                args -> connected.completeExceptionally(new SetupException(refusal(args.length == 0 ? "" : args[0]))));
        socket.connect();
        await(connected, CONNECT_TIMEOUT, "The gateway at " + url + " does not answer: is the platform running?");
        return this;
    }

    /** Hands on each event of the given names. */
    void on(String event, BiConsumer<String, Object[]> listener) {
        socket.on(event, args -> listener.accept(event, args));
    }

    /** Hears of a connection that is lost, with the reason, and of one that is back. */
    void onConnection(Runnable back, Consumer<String> lost) {
        socket.on(Socket.EVENT_DISCONNECT, args -> lost.accept(args.length == 0 ? "" : String.valueOf(args[0])));
        socket.io().on(Manager.EVENT_RECONNECT, args -> back.run());
    }

    void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /** Sends a command and returns its acknowledgement. */
    JSONObject request(String event, JSONObject payload, Duration timeout) {
        CompletableFuture<JSONObject> answer = new CompletableFuture<>();
        Ack ack = args -> answer.complete(args.length > 0 && args[0] instanceof JSONObject o ? o : new JSONObject());
        socket.emit(event, new Object[] {payload}, ack);
        return await(
                answer,
                timeout,
                "No answer within " + timeout.toSeconds()
                        + " s: whether it was sent is not known; './baraza up --verbose' tells more.");
    }

    @Override
    public void close() {
        socket.close();
    }

    private String refusal(Object reason) {
        return reason instanceof JSONObject refused
                ? "The gateway refused the connection: " + Text.printable(refused.optString("message"))
                : "No gateway at " + url + ": start the platform with './baraza up', or point at it with --url.";
    }

    private static <T> T await(CompletableFuture<T> future, Duration timeout, String otherwise) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SetupException refused) {
                throw refused;
            }
            throw new SetupException(otherwise, e);
        } catch (TimeoutException e) {
            throw new SetupException(otherwise, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("Interrupted.", e);
        }
    }
}
