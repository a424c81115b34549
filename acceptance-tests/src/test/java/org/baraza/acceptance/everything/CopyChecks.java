package org.baraza.acceptance.everything;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A copy that somebody holds by syncing alone must be what somebody holds who missed nothing. */
final class CopyChecks {

    private final World world;
    private final String viewer;
    private final Follower follower;

    CopyChecks(World world, String viewer, Follower follower) {
        this.world = world;
        this.viewer = viewer;
        this.follower = follower;
    }

    /** One for the person: the copy is brought up to date first. */
    Check check() {
        return new Check(viewer, "copy by sync", rest -> compare());
    }

    private Optional<String> compare() {
        if (!follower.sync()) {
            return Optional.of("the sync did not come to its end");
        }
        List<Conversation> conversations = world.conversationsOf(viewer);
        Set<String> expected =
                conversations.stream().map(Conversation::id).collect(Collectors.toCollection(TreeSet::new));
        Optional<String> members = Lists.compareNames(expected, new TreeSet<>(follower.conversations()));
        return members.isPresent()
                ? members
                : conversations.stream()
                        .flatMap(conversation -> compare(conversation).stream())
                        .findFirst();
    }

    private Optional<String> compare(Conversation conversation) {
        Map<Long, JsonNode> copy = follower.copy(conversation.id());
        Map<Long, ObjectNode> expected = new TreeMap<>();
        Follower.Held held = follower.held(conversation.id());
        synchronized (world) {
            Follower.Held heads = new Follower.Held(conversation.head(), conversation.headRev());
            if (!heads.equals(held)) {
                return Optional.of(conversation.id() + ": expected to hold " + heads + ", holds " + held);
            }
            conversation.messages().stream()
                    .filter(message -> !message.isHiddenFor(viewer))
                    .forEach(message -> expected.put(message.seq(), Sight.copied(message)));
        }
        if (!expected.keySet().equals(copy.keySet())) {
            return Optional.of(conversation.id() + ": expected " + expected.keySet() + ", holds " + copy.keySet());
        }
        return expected.entrySet().stream()
                .flatMap(
                        entry -> Difference.between(
                                conversation.id() + ' ' + entry.getKey(), entry.getValue(), copy.get(entry.getKey()))
                                .stream())
                .findFirst();
    }
}
