package org.baraza.acceptance.crowd;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a client holds of its person's conversations, made of live events and of the answers to {@code sync}. */
public final class Copy {

    private final Map<String, Conversation> conversations = new HashMap<>();

    /**
     * A message as it is shown.
     *
     * @param id which
     * @param content its text
     * @param rev the change that touched it last; 0 for none
     */
    public record Shown(String id, String content, long rev) {

        static Shown of(JsonNode message) {
            return new Shown(
                    message.get("id").asText(),
                    message.get("content").asText(),
                    message.path("rev").asLong());
        }
    }

    private static final class Conversation {

        private final Map<Long, Shown> messages = new TreeMap<>();
        /** Changes of messages that are not there yet. */
        private final Map<Long, Shown> early = new TreeMap<>();

        private final Prefix seqs = new Prefix();
        private final Prefix revs = new Prefix();

        void show(JsonNode message) {
            long seq = message.get("seq").asLong();
            put(messages, seq, Shown.of(message));
            Shown change = early.remove(seq);
            if (change != null) {
                put(messages, seq, change);
            }
        }

        void change(JsonNode update) {
            long seq = update.get("seq").asLong();
            put(messages.containsKey(seq) ? messages : early, seq, Shown.of(update));
        }

        /** What was changed later counts. */
        private static void put(Map<Long, Shown> shown, long seq, Shown one) {
            shown.merge(seq, one, (before, now) -> now.rev() >= before.rev() ? now : before);
        }
    }

    /** {@code message:new} has come. */
    synchronized void onMessage(JsonNode message) {
        Conversation conversation = of(message);
        conversation.show(message);
        conversation.seqs.add(message.get("seq").asLong());
    }

    /** {@code message:updated} has come; of what is not there yet, a sync may bring it as it stood before. */
    synchronized void onUpdate(JsonNode update) {
        Conversation conversation = of(update);
        conversation.change(update);
        conversation.revs.add(update.get("rev").asLong());
    }

    /** An entry of the answer to {@code sync} has come. */
    synchronized void onSync(JsonNode entry) {
        if (entry.get("reset").asBoolean()) {
            throw new IllegalStateException("so much is never missing here: " + entry.get("id"));
        }
        Conversation conversation =
                conversations.computeIfAbsent(entry.get("id").asText(), id -> new Conversation());
        entry.get("messages").forEach(conversation::show);
        for (JsonNode change : entry.get("changes")) {
            if (conversation.messages.containsKey(change.get("seq").asLong())) {
                conversation.show(change.get("message"));
            }
        }
        conversation.seqs.raiseTo(entry.get("seq").asLong());
        conversation.revs.raiseTo(entry.get("rev").asLong());
    }

    /** What to send as {@code conversations} of a sync. */
    synchronized ArrayNode held() {
        ArrayNode held = JsonNodeFactory.instance.arrayNode();
        conversations.forEach((id, conversation) -> held.addObject()
                .put("id", id)
                .put("seq", conversation.seqs.upTo())
                .put("rev", conversation.revs.upTo()));
        return held;
    }

    /** The messages of a conversation by number. */
    public synchronized Map<Long, Shown> of(String conversationId) {
        Conversation conversation = conversations.get(conversationId);
        return conversation == null ? Map.of() : Map.copyOf(conversation.messages);
    }

    /** Whether it lacks a message that is earlier in its conversation than one that it holds. */
    public synchronized boolean hasGaps() {
        return conversations.values().stream().anyMatch(conversation -> conversation.seqs.hasGaps());
    }

    private Conversation of(JsonNode event) {
        return conversations.computeIfAbsent(event.get("conversationId").asText(), id -> new Conversation());
    }
}
