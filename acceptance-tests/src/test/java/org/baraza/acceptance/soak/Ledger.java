package org.baraza.acceptance.soak;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.crowd.Copy;

import static org.assertj.core.api.Assertions.assertThat;

/** What was sent and what was acknowledged. Safe for use by several threads. */
final class Ledger {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong recovered = new AtomicLong();
    private final AtomicLong begunAnew = new AtomicLong();
    private final Map<String, Map<Long, Copy.Shown>> conversations = new ConcurrentHashMap<>();
    private final Queue<String> broadcasts = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** A message is under way; it counts once, however often it is sent again. */
    void sending() {
        sent.incrementAndGet();
    }

    void acknowledged(JsonNode ack, String content) {
        Copy.Shown shown = new Copy.Shown(ack.get("id").asText(), content, 0);
        Copy.Shown other = of(ack.get("conversationId").asText())
                .putIfAbsent(ack.get("seq").asLong(), shown);
        if (other != null) {
            faults.add(shown.id() + " has the number of another message");
        }
    }

    void edited(JsonNode ack, String content) {
        Copy.Shown shown =
                new Copy.Shown(ack.get("id").asText(), content, ack.get("rev").asLong());
        of(ack.get("conversationId").asText()).put(ack.get("seq").asLong(), shown);
    }

    void broadcast(String conversationId) {
        broadcasts.add(conversationId);
    }

    /** Somebody came back after a break. @param whereTheyWere whether they could go on there */
    void back(boolean whereTheyWere) {
        (whereTheyWere ? recovered : begunAnew).incrementAndGet();
    }

    /** Something that must not happen. */
    void fault(String what) {
        faults.add(what);
    }

    Queue<String> broadcasts() {
        return broadcasts;
    }

    /** What is acknowledged of a conversation, by number. */
    Map<Long, Copy.Shown> of(String conversationId) {
        return conversations.computeIfAbsent(conversationId, id -> new ConcurrentHashMap<>());
    }

    /** Everything that was sent has a number, each conversation's numbers have no gap, and nothing was out of order. */
    void requireWhole() {
        assertThat(faults).as("faults").isEmpty();
        conversations.forEach((id, messages) -> assertThat(messages.keySet())
                .as("numbers in %s", id)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList()));
        assertThat(conversations.values().stream().mapToLong(Map::size).sum())
                .as("acknowledged messages")
                .isEqualTo(sent.get());
    }

    @Override
    public String toString() {
        return "%d messages in %d conversations, %d broadcasts; %d connections broke and went on, %d began anew"
                .formatted(sent.get(), conversations.size(), broadcasts.size(), recovered.get(), begunAnew.get());
    }
}
