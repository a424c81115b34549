package org.baraza.acceptance.crowd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One client of a person who is new: it holds everything when it connects first. It comes back as the website does, then asks
 * by {@code sync} for what it lacks, and sends again what was not acknowledged. Where it is told to come later it does, after a
 * pause that grows and is spread at random. What it has heard may be read from any thread.
 */
public final class Device {

    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final int MAX_DOUBLINGS = 3;

    private final Crowd crowd;
    private final String userId;
    private final SocketOfDevice socket;
    private final Copy copy = new Copy();
    private final Map<String, Integer> broadcasts = new ConcurrentHashMap<>();
    private final Queue<Status> statuses = new ConcurrentLinkedQueue<>();
    /** What is to be acknowledged yet; used on the event loop only. */
    private final Map<String, Command> unacknowledged = new LinkedHashMap<>();
    /** Conversation → the last message that came live on this connection and those that it goes on from; as above. */
    private final Map<String, Long> lastSeqs = new HashMap<>();

    private volatile boolean watches;
    private volatile boolean isInSync;
    private volatile int repeated;
    /** Used on the event loop only. */
    private CompletableFuture<Boolean> back = new CompletableFuture<>();

    /**
     * Somebody came or went.
     *
     * @param userId who
     * @param isOnline what they are
     * @param atNanos when it was heard of, on this machine's monotonic clock
     */
    public record Status(String userId, boolean isOnline, long atNanos) {}

    private record Command(String event, ObjectNode body, CompletableFuture<JsonNode> acknowledged) {}

    Device(Crowd crowd, String userId, String token) {
        this.crowd = crowd;
        this.userId = userId;
        this.socket = new SocketOfDevice(crowd, token, this);
    }

    public String userId() {
        return userId;
    }

    public Copy copy() {
        return copy;
    }

    public boolean isConnected() {
        return socket.isConnected();
    }

    /** Whether it is connected and has asked for everything since. */
    public boolean isInSync() {
        return isConnected() && isInSync;
    }

    /** How often it has connected. */
    public int connections() {
        return socket.connections();
    }

    /** Whether it has stopped trying to come back. */
    public boolean hasGivenUp() {
        return socket.hasGivenUp();
    }

    /** From now on it remembers who comes and goes. */
    public void watch() {
        watches = true;
    }

    /** Who came and went while it watched, in order. */
    public List<Status> statuses() {
        return List.copyOf(statuses);
    }

    /** How often a broadcast came, by its conversation. */
    public int broadcasts(String conversationId) {
        return broadcasts.getOrDefault(conversationId, 0);
    }

    /** How many messages came live on a connection that had brought them, or later ones of their conversation, before. */
    public int repeated() {
        return repeated;
    }

    /** It does not come back once its connection ends. */
    public void stayAway() {
        socket.stayAway();
    }

    /** It says goodbye and goes. */
    public void disconnect() {
        crowd.run(socket::disconnect);
    }

    /** It closes its connection and goes. */
    public void close() {
        crowd.run(socket::close);
    }

    /** It goes as one does that has lost its power. */
    public void vanish() {
        crowd.run(socket::vanish);
    }

    /**
     * Comes back after it has gone.
     *
     * @param wantsToRecover whether it asks to go on where it was, instead of a {@code sync}
     * @return completes when it is connected and has all that it lacked or is being sent it; whether it goes on where it was
     */
    public CompletableFuture<Boolean> comeBack(boolean wantsToRecover) {
        CompletableFuture<Boolean> isBack = new CompletableFuture<>();
        crowd.run(() -> {
            back = isBack;
            socket.comeBack(wantsToRecover);
        });
        return isBack;
    }

    /** It leaves what comes in the network's buffers. */
    public void stopReading() {
        crowd.run(socket::stopReading);
    }

    /** Emits an event once, whatever becomes of it; nothing if it is not connected. */
    public void emit(String event, JsonNode body) {
        crowd.run(() -> socket.emit(event, body, answer -> {}));
    }

    /** Emits a command until it is acknowledged, again after each reconnection. */
    public CompletableFuture<JsonNode> command(String key, String event, ObjectNode body) {
        Command command = new Command(event, body, new CompletableFuture<>());
        crowd.run(() -> {
            unacknowledged.put(key, command);
            emit(key, command, 0);
        });
        return command.acknowledged();
    }

    /** Sends a message until it is acknowledged. */
    public CompletableFuture<JsonNode> send(String receiverId, String clientMessageId, String content) {
        return command(
                clientMessageId,
                "message:send",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("receiverId", receiverId)
                        .put("clientMessageId", clientMessageId)
                        .put("content", content));
    }

    SocketOfDevice socket() {
        return socket;
    }

    void onConnected(boolean recovered) {
        isInSync = recovered || socket.connections() == 1;
        if (!recovered) {
            lastSeqs.clear();
        }
        if (isInSync) {
            back.complete(recovered);
        } else {
            sync(null, 0, socket.connections());
        }
        new ArrayList<>(unacknowledged.entrySet()).forEach(entry -> emit(entry.getKey(), entry.getValue(), 0));
    }

    /** An event; {@code argument} is parsed only if this device wants to know it. */
    void onEvent(String name, SocketOfDevice.Argument argument) {
        switch (name) {
            case "message:new" -> onMessage(argument.parse());
            case "message:updated" -> copy.onUpdate(argument.parse());
            case "message:broadcast" ->
                broadcasts.merge(argument.parse().get("conversationId").asText(), 1, Integer::sum);
            case "sync:required" -> sync(null, 0, socket.connections());
            case "user:status-change" -> {
                if (watches) {
                    JsonNode status = argument.parse();
                    statuses.add(new Status(
                            status.get("userId").asText(),
                            status.get("isOnline").asBoolean(),
                            System.nanoTime()));
                }
            }
            default -> {
                // what else there is, is not looked at here
            }
        }
    }

    private void onMessage(JsonNode message) {
        copy.onMessage(message);
        long seq = message.get("seq").asLong();
        Long before = lastSeqs.put(message.get("conversationId").asText(), seq);
        if (before != null && before >= seq) {
            repeated++;
        }
    }

    private void emit(String key, Command command, int failures) {
        socket.emit(command.event(), command.body(), answer -> {
            if (answer.has("error")) {
                crowd.later(pauseMillis(failures), () -> emit(key, command, failures + 1));
            } else if (unacknowledged.remove(key) != null) {
                command.acknowledged().complete(answer);
            }
        });
    }

    /** @param connection by number; what is asked for on one is not gone on with on the next */
    private void sync(String cursor, int failures, int connection) {
        if (connection != socket.connections()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("conversations", copy.held());
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        socket.emit("sync", body, answer -> {
            if (answer.has("error")) {
                crowd.later(pauseMillis(failures), () -> sync(cursor, failures + 1, connection));
                return;
            }
            answer.get("conversations").forEach(copy::onSync);
            if (answer.get("complete").asBoolean()) {
                isInSync = true;
                back.complete(false);
            } else {
                sync(answer.get("cursor").asText(), 0, connection);
            }
        });
    }

    private static long pauseMillis(int failures) {
        long pause = FIRST_PAUSE_MILLIS << Math.min(failures, MAX_DOUBLINGS);
        return (long) (pause * ThreadLocalRandom.current().nextDouble(0.5, 1.5));
    }
}
