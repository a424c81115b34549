package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.platform.Rest;

/** What one person must be shown of their own: inbox, unread numbers, notifications, history. */
final class PersonChecks {

    private static final int PAGE = 20;
    private static final int SAMPLED = 16;

    private final World world;
    private final String viewer;
    private final Sight sight;

    PersonChecks(World world, String viewer) {
        this.world = world;
        this.viewer = viewer;
        this.sight = new Sight(world, viewer);
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>(List.of(
                new Check(viewer, "inbox", rest -> inbox(rest, "")),
                new Check(viewer, "unread numbers", this::unread),
                new Check(viewer, "notifications", this::notifications)));
        for (String type : List.of("DIRECT", "BROADCAST")) {
            if (isSampled(type)) {
                checks.add(new Check(viewer, "inbox of " + type, rest -> inbox(rest, type)));
            }
        }
        world.conversationsOf(viewer).stream()
                .filter(conversation -> conversation instanceof Talk || isSampled(conversation.id()))
                .map(conversation ->
                        new Check(viewer, "history of " + conversation.id(), rest -> history(rest, conversation)))
                .forEach(checks::add);
        return checks;
    }

    /** The list of notifications and its numbers. */
    Optional<String> notifications(Rest rest) {
        List<ObjectNode> actual = new ArrayList<>();
        Optional<String> length = Lists.read(rest, "/notifications", "notifications", "total", actual);
        if (length.isPresent()) {
            return length;
        }
        List<ObjectNode> expected = expectedNotifications();
        return Lists.compare(expected, actual, "createdAt").or(() -> unreadNotifications(rest, expected));
    }

    private List<ObjectNode> expectedNotifications() {
        synchronized (world) {
            return sight.notifications();
        }
    }

    private static Optional<String> unreadNotifications(Rest rest, List<ObjectNode> all) {
        List<ObjectNode> expected =
                all.stream().filter(one -> !one.path("isRead").asBoolean()).toList();
        List<ObjectNode> actual = new ArrayList<>();
        return Lists.read(rest, "/notifications?unreadOnly=true", "notifications", "unreadCount", actual)
                .or(() -> Lists.compare(expected, actual, "createdAt"))
                .or(() -> {
                    long count = rest.read("/notifications/unread-count")
                            .path("count")
                            .asLong();
                    return count == expected.size()
                            ? Optional.empty()
                            : Optional.of("expected the count " + expected.size() + ", came " + count);
                });
    }

    private Optional<String> inbox(Rest rest, String type) {
        List<ObjectNode> actual = new ArrayList<>();
        String call = "/messages/conversations" + (type.isEmpty() ? "" : "?type=" + type);
        Optional<String> length = Lists.read(rest, call, "conversations", "total", actual);
        if (length.isPresent()) {
            return length;
        }
        List<ObjectNode> expected;
        synchronized (world) {
            expected = sight.inbox();
        }
        return Lists.compare(
                expected.stream()
                        .filter(one ->
                                type.isEmpty() || type.equals(one.path("type").asText()))
                        .toList(),
                actual,
                "updatedAt");
    }

    private Optional<String> unread(Rest rest) {
        JsonNode actual = rest.read("/messages/unread-count");
        synchronized (world) {
            return Difference.between("", sight.unread(), actual);
        }
    }

    private Optional<String> history(Rest rest, Conversation conversation) {
        for (int number = 1; ; number++) {
            JsonNode actual =
                    rest.read("/messages/conversations/" + conversation.id() + "?limit=" + PAGE + "&page=" + number);
            synchronized (world) {
                Optional<String> found =
                        Difference.between("page " + number, sight.page(conversation, number, PAGE), actual);
                if (found.isPresent() || (long) number * PAGE >= conversation.head()) {
                    return found;
                }
            }
        }
    }

    /** Everybody sees most broadcasts, so at these and their like each looks at some. */
    private boolean isSampled(String what) {
        return Math.floorMod((viewer + what).hashCode(), SAMPLED) == 0;
    }
}
