package org.baraza.local.cli;

import java.util.List;

import org.baraza.local.platform.People;
import org.json.JSONObject;

/**
 * Puts what a socket receives into words, one line each.
 *
 * @param people the people whose names are known
 */
record EventLines(People people) {

    /** The events that are shown. */
    static final List<String> EVENTS = List.of(
            "message:new",
            "notification:new-message",
            "notification:new",
            "notification:read",
            "notification:deleted",
            "notification:all-read",
            "notifications:count",
            "user:status-change");

    String line(String event, Object... args) {
        JSONObject payload = args.length > 0 && args[0] instanceof JSONObject object ? object : new JSONObject();
        return Text.printable(
                switch (event) {
                    case "message:new" -> "message from " + sender(payload) + ": " + payload.optString("content");
                    case "notification:new-message" ->
                        "unopened message from "
                                + sender(orEmpty(payload.optJSONObject("message"))) + " in "
                                + payload.optString("conversationId");
                    case "notification:new" ->
                        "notification " + payload.optString("type") + ": " + payload.optString("title") + " "
                                + payload.optString("message");
                    case "notification:read" -> "notification read: " + payload.optString("notificationId");
                    case "notification:deleted" -> "notification deleted: " + payload.optString("notificationId");
                    case "notification:all-read" -> "all notifications read";
                    case "notifications:count" -> "unread notifications: " + payload.optString("count");
                    case "user:status-change" ->
                        name(payload.optString("userId"))
                                + (payload.optBoolean("isOnline") ? " is online" : " is offline");
                    default -> event + " " + payload;
                });
    }

    private String sender(JSONObject message) {
        JSONObject sender = orEmpty(message.optJSONObject("sender"));
        String name = (sender.optString("firstName") + " " + sender.optString("lastName")).strip();
        return name.isEmpty() ? name(sender.optString("id")) : name;
    }

    private String name(String id) {
        return people.all().stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .map(user -> user.profile().displayName())
                .orElse(id);
    }

    private static JSONObject orEmpty(JSONObject object) {
        return object == null ? new JSONObject() : object;
    }
}
