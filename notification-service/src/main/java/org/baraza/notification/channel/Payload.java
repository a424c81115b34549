package org.baraza.notification.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every provider carries to the app beside what it shows itself: strings by name, those that are null left out. */
final class Payload {

    private Payload() {}

    static Map<String, String> of(Push push) {
        Map<String, String> data = new LinkedHashMap<>();
        put(data, "kind", push.kind() == Push.Kind.CLEAR ? "clear" : "alert");
        put(data, "id", push.id());
        put(data, "collapseKey", push.collapseKey());
        put(data, "type", push.type());
        put(data, "conversationId", push.cause());
        put(data, "title", push.title());
        put(data, "message", push.body());
        put(data, "actionUrl", push.actionUrl());
        put(data, "badge", Long.toString(push.badge()));
        return data;
    }

    private static void put(Map<String, String> data, String name, String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
