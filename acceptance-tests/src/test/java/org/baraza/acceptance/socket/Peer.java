package org.baraza.acceptance.socket;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.WebSocket;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * One socket of a person: the official Java client with the reconnection settings of the community's website. Remembers all
 * events that came, in their order, and holds them and all acknowledgements against the documents below {@code docs/api} when
 * it is closed.
 */
public final class Peer implements AutoCloseable {

    private static final long ACK_TIMEOUT_MILLIS = 20_000;
    private static final int MANY = 100_000;
    private static final OkHttpClient HTTP = httpClient();

    private final Socket socket;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<String> refused = new CompletableFuture<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Seen seen = new Seen();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean wantsToBeOnline = true;
    private volatile boolean gaveUp;

    /**
     * An event that came.
     *
     * @param event its name
     * @param body its argument; empty if it had none
     * @param atNanos when, on this machine's monotonic clock
     */
    public record Received(String event, JSONObject body, long atNanos) {}

    private Peer(String origin, Map<String, String> auth, String... transports) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = transports;
        options.auth = auth;
        options.reconnectionAttempts = 5;
        options.reconnectionDelay = 1_000;
        options.webSocketFactory = HTTP;
        options.callFactory = HTTP;
        this.socket = IO.socket(URI.create(origin), options);
        socket.on(Socket.EVENT_CONNECT, args -> {
            connections.incrementAndGet();
            connected.complete(null);
        });
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> {
            if (args[0] instanceof JSONObject error) {
                refused.complete(error.toString());
            }
        });
        socket.io().on(io.socket.client.Manager.EVENT_RECONNECT_FAILED, args -> gaveUp = true);
        socket.onAnyIncoming(args -> {
            received.add(new Received(
                    (String) args[0],
                    args.length > 1 && args[1] instanceof JSONObject body ? body : new JSONObject(),
                    System.nanoTime()));
            seen.event(args);
        });
        socket.connect();
    }

    /** Opens a WebSocket without waiting. */
    public static Peer open(String origin, String token) {
        return open(origin, token, WebSocket.NAME);
    }

    /** Opens a socket without waiting, on the first of these transports. */
    public static Peer open(String origin, String token, String... transports) {
        return new Peer(origin, Map.of("token", token), transports);
    }

    /** Opens a socket and waits until it is connected. */
    public static Peer connect(String origin, String token) {
        Peer peer = open(origin, token);
        peer.awaitConnected();
        return peer;
    }

    /** Waits until the socket was connected once. */
    public void awaitConnected() {
        connected.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** What a refused CONNECT said, as JSON. */
    public String awaitRefused() {
        return refused.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** How often the socket has connected. */
    public int connections() {
        return connections.get();
    }

    /** Whether what is emitted now goes out now; the library notices a {@link #goOffline} only later. */
    public boolean isConnected() {
        return wantsToBeOnline && socket.connected();
    }

    /** Whether the client has stopped trying to come back. */
    public boolean hasGivenUp() {
        return gaveUp;
    }

    /** The events of a name that came so far, in their order. */
    public List<Received> received(String event) {
        return received.stream().filter(one -> one.event().equals(event)).toList();
    }

    public void emit(String event, Object... args) {
        socket.emit(event, args);
    }

    /**
     * Emits an event and gives the one argument of its acknowledgement; fails when none comes in time.
     *
     * @param argument its one argument; null for none
     */
    public CompletableFuture<JSONObject> ask(String event, Object argument) {
        CompletableFuture<JSONObject> answer = new CompletableFuture<>();
        Object[] arguments = argument == null ? new Object[0] : new Object[] {argument};
        socket.emit(event, arguments, (Ack) args -> {
            seen.answer(event, args);
            answer.complete((JSONObject) args[0]);
        });
        return answer.orTimeout(ACK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends a message once. */
    public CompletableFuture<JSONObject> send(String receiverId, String clientMessageId, String content) {
        return ask("message:send", messageOf(receiverId, clientMessageId, content));
    }

    /** Goes offline on purpose; {@link #comeBack} brings the same client back. */
    public void goOffline() {
        wantsToBeOnline = false;
        socket.disconnect();
    }

    public void comeBack() {
        wantsToBeOnline = true;
        socket.connect();
    }

    /** The names of all events that came so far. */
    public Set<String> receivedNames() {
        return received.stream().map(Received::event).collect(Collectors.toSet());
    }

    /** Ends the socket; fails if anything that came is not as documented. */
    @Override
    public void close() {
        socket.disconnect();
        socket.off();
        seen.requireDocumented();
    }

    private static JSONObject messageOf(String receiverId, String clientMessageId, String content) {
        try {
            return new JSONObject()
                    .put("receiverId", receiverId)
                    .put("clientMessageId", clientMessageId)
                    .put("content", content);
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static OkHttpClient httpClient() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MANY);
        dispatcher.setMaxRequestsPerHost(MANY);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .readTimeout(1, TimeUnit.MINUTES)
                .build();
    }
}
