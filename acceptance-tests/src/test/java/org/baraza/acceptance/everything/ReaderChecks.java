package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.platform.Rest;

/** Who has read a message, as either person of a conversation is told, or the sender of a broadcast. */
final class ReaderChecks {

    private final World world;

    ReaderChecks(World world) {
        this.world = world;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        world.talks()
                .forEach(talk -> talk.messages().stream()
                        .filter(message -> message.seq() % 5 == 1 || message.seq() == talk.head())
                        .map(message -> check(talk, message, talk.people().get((int) (message.seq() % 2))))
                        .forEach(checks::add));
        world.announcements()
                .forEach(announcement -> checks.add(check(
                        announcement,
                        announcement.last(),
                        announcement.publication().sender())));
        return checks;
    }

    private Check check(Conversation conversation, Message message, String viewer) {
        return new Check(viewer, "readers of " + message.placed().id(), rest -> compare(rest, conversation, message));
    }

    private Optional<String> compare(Rest rest, Conversation conversation, Message message) {
        List<ObjectNode> actual = new ArrayList<>();
        Optional<String> length =
                Lists.read(rest, "/messages/" + message.placed().id() + "/readers", "readers", "total", actual);
        if (length.isPresent()) {
            return length;
        }
        synchronized (world) {
            return Lists.compareNames(
                            readers(conversation, message),
                            Lists.names(actual, reader -> reader.at("/user/id").asText()))
                    .or(() -> actual.stream()
                            .flatMap(reader -> time(conversation, reader).stream())
                            .findFirst());
        }
    }

    private static Set<String> readers(Conversation conversation, Message message) {
        List<String> concerned = conversation instanceof Talk talk
                ? talk.people()
                : ((Announcement) conversation).publication().people();
        return concerned.stream()
                .filter(person -> !person.equals(message.sender()) && conversation.hasRead(person, message))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whoever has written the message at which they stand stands there since then. */
    private static Optional<String> time(Conversation conversation, ObjectNode reader) {
        String userId = reader.at("/user/id").asText();
        JsonNode readAt = reader.path("readAt");
        Message there = conversation.message(conversation.cursorOf(userId));
        boolean isRight = there.sender().equals(userId)
                ? readAt.asText().equals(there.placed().createdAt())
                : readAt.isTextual();
        return isRight ? Optional.empty() : Optional.of(userId + " has read it at " + readAt);
    }
}
