package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.restassured.response.Response;
import org.baraza.message.Tokens;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A client that is told nothing live: all that it has, it has by syncing, and by history where sync says so. */
final class ModelClient {

    private final String userId;
    private final Random random;
    private final Map<String, TreeMap<Long, String>> messages = new HashMap<>();
    private final Map<String, long[]> held = new HashMap<>();
    private int resets;
    private int pages;

    ModelClient(String userId, Random random) {
        this.userId = userId;
        this.random = random;
    }

    /** Syncs until it has everything. */
    void sync() {
        sync(Integer.MAX_VALUE);
    }

    /** Syncs for some pages at most: then the network is gone, and the cursor with it. */
    void sync(int most) {
        String cursor = null;
        for (int page = 0; page < most; page++) {
            Map<String, Object> answer = ask(cursor);
            pages++;
            for (Map<String, Object> entry : list(answer, "conversations")) {
                apply(entry);
            }
            cursor = (String) answer.get("cursor");
            assertThat(answer.get("complete")).isEqualTo(cursor == null);
            if (cursor == null) {
                return;
            }
        }
    }

    /** What it shows of a conversation, by number. */
    Map<Long, String> shown(String conversationId) {
        return messages.getOrDefault(conversationId, new TreeMap<>());
    }

    int resets() {
        return resets;
    }

    int pages() {
        return pages;
    }

    /** Claims to hold what there is not. */
    void pretend(String conversationId, long seq, long rev) {
        held.put(conversationId, new long[] {seq, rev});
    }

    /** How a message is compared. */
    static String fact(Map<String, Object> message) {
        return message.get("content") + "|" + message.get("isDeleted") + "|" + message.get("isEdited") + "|"
                + message.get("rev");
    }

    private Map<String, Object> ask(String cursor) {
        List<Map<String, Object>> holdings = new ArrayList<>();
        held.forEach((id, numbers) -> holdings.add(Map.of("id", id, "seq", numbers[0], "rev", numbers[1])));
        Map<String, Object> body = new HashMap<>(Map.of("conversations", holdings, "limit", 1 + random.nextInt(12)));
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        Response answer = given().auth()
                .oauth2(Tokens.of(userId))
                .contentType("application/json")
                .body(body)
                .post("/api/v1/sync");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().getMap("");
    }

    private void apply(Map<String, Object> entry) {
        String id = (String) entry.get("id");
        if ((boolean) entry.get("reset")) {
            resets++;
            messages.put(id, history(id));
        }
        TreeMap<Long, String> shown = messages.computeIfAbsent(id, absent -> new TreeMap<>());
        for (Map<String, Object> message : list(entry, "messages")) {
            shown.put(number(message, "seq"), fact(message));
        }
        for (Map<String, Object> change : list(entry, "changes")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> message = (Map<String, Object>) change.get("message");
            if (message == null) {
                shown.remove(number(change, "seq"));
            } else {
                shown.put(number(change, "seq"), fact(message));
            }
        }
        held.put(id, new long[] {number(entry, "seq"), number(entry, "rev")});
    }

    private TreeMap<Long, String> history(String id) {
        TreeMap<Long, String> all = new TreeMap<>();
        for (int page = 1; ; page++) {
            Map<String, Object> answer = given().auth()
                    .oauth2(Tokens.of(userId))
                    .get("/api/v1/messages/conversations/" + id + "?limit=100&page=" + page)
                    .jsonPath()
                    .getMap("");
            list(answer, "messages").forEach(message -> all.put(number(message, "seq"), fact(message)));
            if (page * 100L >= number(answer, "total")) {
                return all;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> map, String field) {
        return (List<Map<String, Object>>) map.get(field);
    }

    private static long number(Map<String, Object> map, String field) {
        return ((Number) map.get(field)).longValue();
    }
}
