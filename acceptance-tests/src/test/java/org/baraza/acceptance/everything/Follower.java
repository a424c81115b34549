package org.baraza.acceptance.everything;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.platform.Rest;

/**
 * A client of somebody's that is told nothing live. What it holds it has by syncing whenever it is there, through either
 * gateway, and by paging the history where a sync says so. It may break off after any page, and forgets the cursor then.
 */
final class Follower {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 50;

    private final List<Rest> gateways;
    private final Random random;
    private final Map<String, TreeMap<Long, JsonNode>> copies = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private int resets;

    /** Up to which message and which change everything is held. */
    record Held(long seq, long rev) {}

    /**
     * @param gateways the person, through each gateway
     * @param random how much it asks for, and where
     */
    Follower(List<Rest> gateways, Random random) {
        this.gateways = gateways;
        this.random = random;
    }

    /** Syncs to the end, or until a call fails. @return whether it came to the end */
    boolean sync() {
        return sync(Integer.MAX_VALUE);
    }

    /** Syncs for so many pages at most. @return whether it came to the end */
    synchronized boolean sync(int most) {
        String cursor = null;
        for (int page = 0; page < most; page++) {
            Optional<JsonNode> answer = ask(cursor);
            if (answer.isEmpty() || !applyAll(answer.get().path("conversations"))) {
                return false;
            }
            if (answer.get().path("complete").asBoolean()) {
                return true;
            }
            cursor = answer.get().path("cursor").asText();
        }
        return false;
    }

    /** What it has of a conversation, by number. */
    synchronized Map<Long, JsonNode> copy(String conversationId) {
        return new TreeMap<>(copies.getOrDefault(conversationId, new TreeMap<>()));
    }

    synchronized Held held(String conversationId) {
        return held.get(conversationId);
    }

    /** The conversations that it knows of. */
    synchronized List<String> conversations() {
        return held.keySet().stream().sorted().toList();
    }

    /** How often it was told to page the history. */
    synchronized int resets() {
        return resets;
    }

    private Optional<JsonNode> ask(String cursor) {
        ObjectNode body = JSON.objectNode().put("limit", 5 + random.nextInt(120));
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        ArrayNode holdings = body.putArray("conversations");
        held.forEach((id, numbers) ->
                holdings.addObject().put("id", id).put("seq", numbers.seq()).put("rev", numbers.rev()));
        return answered("POST", "/sync", body.toString());
    }

    private boolean applyAll(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false).allMatch(this::apply);
    }

    /** @return whether it could be applied: what is not applied is not held */
    private boolean apply(JsonNode entry) {
        String id = entry.path("id").asText();
        if (entry.path("reset").asBoolean()) {
            resets++;
            TreeMap<Long, JsonNode> history = new TreeMap<>();
            if (!page(id, history)) {
                return false;
            }
            copies.put(id, history);
        }
        TreeMap<Long, JsonNode> copy = copies.computeIfAbsent(id, absent -> new TreeMap<>());
        entry.path("messages").forEach(message -> put(copy, message));
        for (JsonNode change : entry.path("changes")) {
            long seq = change.path("seq").asLong();
            if (!change.has("message")) {
                copy.remove(seq);
            } else if (copy.containsKey(seq)) {
                put(copy, change.path("message"));
            }
        }
        held.put(id, new Held(entry.path("seq").asLong(), entry.path("rev").asLong()));
        return true;
    }

    /** The one with the greater number of its last change counts. */
    private static void put(TreeMap<Long, JsonNode> copy, JsonNode message) {
        copy.merge(
                message.path("seq").asLong(),
                message,
                (old, now) -> now.path("rev").asLong() >= old.path("rev").asLong() ? now : old);
    }

    private boolean page(String id, TreeMap<Long, JsonNode> history) {
        for (int page = 1; ; page++) {
            Optional<JsonNode> answer =
                    answered("GET", "/messages/conversations/" + id + "?limit=" + PAGE + "&page=" + page, null);
            if (answer.isEmpty()) {
                return false;
            }
            answer.get()
                    .path("messages")
                    .forEach(message -> history.put(message.path("seq").asLong(), message));
            if ((long) page * PAGE >= answer.get().path("total").asLong()) {
                return true;
            }
        }
    }

    /** Empty where there is no good answer now. */
    private Optional<JsonNode> answered(String method, String path, String json) {
        try {
            Rest.Answer answer = gateways.get(random.nextInt(gateways.size())).call(method, path, json);
            if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
                throw new AssertionError(method + ' ' + path + " was refused: " + answer.body());
            }
            return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
