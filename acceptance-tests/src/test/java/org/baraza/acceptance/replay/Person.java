package org.baraza.acceptance.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.baraza.acceptance.socket.Peer;
import org.json.JSONObject;

/**
 * Somebody of the chat, with one socket or two. Says their lines one after the other; a line without a good answer is said
 * again under its own id until there is one, as a client does.
 */
final class Person {

    private final String id;
    private final List<Peer> sockets = new ArrayList<>();
    private final Deque<IrcLog.Line> toSay = new ArrayDeque<>();
    private final Map<String, Sent> acked = new ConcurrentHashMap<>();
    private final Map<String, Long> read = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Progress progress;
    private final Executor later;

    /**
     * A line that was acknowledged.
     *
     * @param line what was said
     * @param messageId the public id in the acknowledgement
     * @param seq the number in the acknowledgement
     * @param said when it was said first
     */
    record Sent(IrcLog.Line line, String messageId, long seq, Said said) {}

    /**
     * When a line was said first.
     *
     * @param atNanos on this machine's monotonic clock
     * @param online whether the socket was connected; a client keeps what is said meanwhile
     */
    record Said(long atNanos, boolean online) {}

    Person(String id, Progress progress, Executor later) {
        this.id = id;
        this.progress = progress;
        this.later = later;
    }

    String id() {
        return id;
    }

    List<Peer> sockets() {
        return sockets;
    }

    /** What was acknowledged, by the client's own message id. */
    Map<String, Sent> acked() {
        return acked;
    }

    /** How far each conversation was read, as acknowledged. */
    Map<String, Long> read() {
        return read;
    }

    void add(Peer socket) {
        sockets.add(socket);
    }

    void add(IrcLog.Line line) {
        toSay.add(line);
    }

    /** Says all lines. @return completes when the last is acknowledged */
    CompletableFuture<Void> talk() {
        later.execute(this::sayNext);
        return finished;
    }

    /** Reads a conversation as far as it goes, again and again until it is acknowledged. */
    CompletableFuture<Void> read(String conversationId) {
        return sockets.get(0)
                .ask("conversation:read", conversationId)
                .handle((answer, failure) -> {
                    if (failure != null || answer.has("error")) {
                        return read(conversationId);
                    }
                    read.merge(conversationId, answer.getLong("seq"), Math::max);
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .thenCompose(next -> next);
    }

    private void sayNext() {
        IrcLog.Line line = toSay.poll();
        if (line == null) {
            finished.complete(null);
        } else {
            say(
                    line,
                    UUID.randomUUID().toString(),
                    new Said(System.nanoTime(), sockets.get(0).isConnected()));
        }
    }

    private void say(IrcLog.Line line, String clientMessageId, Said said) {
        sockets.get(0).send(line.to(), clientMessageId, line.text()).whenComplete((answer, failure) -> {
            if (failure == null && answer.has("id")) {
                acked.put(clientMessageId, new Sent(line, answer.getString("id"), answer.getLong("seq"), said));
                progress.acked(said.atNanos(), said.online());
                later.execute(this::sayNext);
            } else if (failure != null || isWorthRepeating(answer)) {
                progress.repeated();
                later.execute(() -> say(line, clientMessageId, said));
            } else {
                finished.completeExceptionally(new AssertionError(id + " was refused: " + answer));
            }
        });
    }

    private static boolean isWorthRepeating(JSONObject answer) {
        return answer.optInt("statusCode") == 503;
    }
}
