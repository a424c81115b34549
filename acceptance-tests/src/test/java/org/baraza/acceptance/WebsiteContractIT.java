package org.baraza.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.contract.Contract;
import org.baraza.acceptance.platform.NodeScript;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The community's website against this platform: {@code website.mjs} makes its calls and sends its events, in its order, on two
 * gateways. Everything that comes back has the members that the website reads, and besides them those that are documented.
 */
class WebsiteContractIT {

    private static final List<String> USER =
            List.of("id", "_id", "firstName", "lastName", "username", "profileSlug", "profilePhoto");
    private static final List<String> MESSAGE = List.of(
            "id",
            "content",
            "sender",
            "conversationId",
            "isMine",
            "isRead",
            "isReadByMe",
            "readBy",
            "isBroadcast",
            "media",
            "isEdited",
            "editedAt",
            "createdAt");
    private static final List<String> CONVERSATION = List.of(
            "id",
            "type",
            "otherParticipant",
            "title",
            "description",
            "broadcastType",
            "chapter",
            "creator",
            "recipientCount",
            "lastMessage",
            "unreadCount",
            "updatedAt");
    private static final List<String> NOTIFICATION =
            List.of("id", "type", "title", "message", "sender", "isRead", "actionUrl", "createdAt", "metadata");
    private static final List<String> PREFERENCES = List.of(
            "emailEnabled",
            "pushEnabled",
            "inAppEnabled",
            "postNotifications",
            "messageNotifications",
            "emailDigestFrequency");
    private static final Set<String> EVENTS_OF_THE_WEBSITE = Set.of(
            "online:users-list",
            "user:status-change",
            "message:new",
            "message:broadcast",
            "message:updated",
            "notification:new-message",
            "notifications:count",
            "notification:new",
            "notification:read",
            "notification:all-read");

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    @Test
    void theWebsiteFindsEverythingThatItKnows() throws Exception {
        // Given
        Chapter chapter = new Chapter("nbo", "Nairobi Chapter", "NBO", "Kenya", "Nairobi");
        PLATFORM.community()
                .joinAs(List.of(
                        person("amina", AccountType.CHAPTER_MEMBER, chapter),
                        person("baraka", AccountType.CHAPTER_MEMBER, chapter),
                        person("admin", AccountType.SUPER_ADMIN, null)));

        // When
        JsonNode seen = NodeScript.run("website.mjs", setup());

        // Then
        seen.path("answers").properties().forEach(step -> answerIsDocumented(step.getKey(), step.getValue()));
        Set<String> events = new TreeSet<>();
        seen.path("events")
                .forEach(socket -> socket.forEach(one -> {
                    events.add(one.path("event").asText());
                    eventIsDocumented(one);
                }));
        assertThat(events).containsAll(EVENTS_OF_THE_WEBSITE);
        answersHaveWhatTheWebsiteReads(seen.path("answers"));
        eventsHaveWhatTheWebsiteReads(seen.path("events"));
        whatWasSaidIsRight(seen);
    }

    private static void answerIsDocumented(String step, JsonNode answer) {
        int status = answer.path("status").asInt();
        assertThat(status).as(step).isIn(200, 201);
        Contract.require(
                () -> step,
                Contract.rest()
                        .violations(
                                answer.path("method").asText(),
                                answer.path("path").asText(),
                                status,
                                "application/json",
                                answer.path("body")));
    }

    private static void eventIsDocumented(JsonNode one) {
        // a text after the documented argument is the offset to come back with
        JsonNode argument = one.at("/args/0").isTextual() ? MissingNode.getInstance() : one.at("/args/0");
        String event = one.path("event").asText();
        Contract.require(() -> event, Contract.events().violationsOfEvent(event, argument));
    }

    private static void answersHaveWhatTheWebsiteReads(JsonNode answers) {
        has(answers, "/inbox is empty/body", "conversations", "total");
        has(answers, "/nothing unread/body", "direct", "broadcast", "total");
        has(answers, "/no notifications/body", "count");
        has(answers, "/send/body", "message", "conversation");
        has(answers, "/send/body/message", MESSAGE);
        has(answers, "/send/body/message/sender", USER);
        has(answers, "/send/body/message/media/0", "type", "url", "filename");
        has(answers, "/send/body/conversation", "id");
        has(answers, "/thread/body", "conversation", "messages", "total");
        has(answers, "/thread/body/conversation", "type", "isBroadcast");
        has(answers, "/thread/body/messages/0", MESSAGE);
        has(answers, "/edit/body/message", MESSAGE);
        for (String step : List.of(
                "read", "delete", "archive", "mark read", "delete notification", "register device", "remove device")) {
            has(answers, "/" + step + "/body", "message");
        }
        has(answers, "/inbox/body/conversations/0", CONVERSATION);
        has(answers, "/inbox/body/conversations/0/otherParticipant", USER);
        has(answers, "/inbox/body/conversations/0/lastMessage", MESSAGE);
        has(answers, "/notifications/body", "notifications", "total", "unreadCount", "pages");
        has(answers, "/notifications/body/notifications/0", NOTIFICATION);
        has(answers, "/mark all read/body", "message", "count");
        has(answers, "/preferences/body/preferences", PREFERENCES);
        has(answers, "/change preferences/body/preferences", PREFERENCES);
        has(answers, "/broadcasts/body/conversations/0", CONVERSATION);
        has(answers, "/broadcasts/body/conversations/1/chapter", "_id", "name", "code", "country", "city");
        has(answers, "/broadcast to all/body", "message", "conversation");
    }

    private static void eventsHaveWhatTheWebsiteReads(JsonNode sockets) {
        for (JsonNode one : of(sockets, "message:new")) {
            has(one, "", MESSAGE);
        }
        for (JsonNode one : of(sockets, "message:broadcast")) {
            has(one, "", MESSAGE);
        }
        for (JsonNode one : of(sockets, "message:updated")) {
            has(one, "", "id", "conversationId", "content", "isEdited", "editedAt");
        }
        for (JsonNode one : of(sockets, "notification:new-message")) {
            has(one, "", "conversationId", "message");
        }
        for (JsonNode one : of(sockets, "notification:new")) {
            has(one, "", NOTIFICATION);
        }
    }

    private static void whatWasSaidIsRight(JsonNode seen) {
        JsonNode answers = seen.path("answers");
        assertThat(answers.at("/thread/body/messages/0/content").asText()).isEqualTo("Habari, Baraka? 🎬");
        assertThat(answers.at("/edit/body/message/content").asText()).isEqualTo("Habari, Baraka!");
        assertThat(answers.at("/change preferences/body/preferences/emailDigestFrequency")
                        .asText())
                .isEqualTo("weekly");
        assertThat(answers.at("/unread broadcasts/body/broadcast").asInt()).isEqualTo(3);
        assertThat(answers.at("/archived inbox/body/total").asInt()).isZero();
        assertThat(of(seen.path("events").path("baraka"), "notification:new-message"))
                .as("those that came while the thread was closed: the first message and the broadcasts")
                .hasSize(4);
    }

    /** The arguments of an event, on one socket or on all. */
    private static List<JsonNode> of(JsonNode sockets, String event) {
        List<JsonNode> arguments = new ArrayList<>();
        sockets.findParents("event").stream()
                .filter(one -> one.path("event").asText().equals(event))
                .forEach(one -> arguments.add(one.at("/args/0")));
        assertThat(arguments).as(event).isNotEmpty();
        return arguments;
    }

    private static void has(JsonNode node, String where, String... members) {
        has(node, where, List.of(members));
    }

    private static void has(JsonNode node, String where, List<String> members) {
        JsonNode object = node.at(where);
        assertThat(members).as(where).allMatch(object::has);
    }

    private static String setup() {
        ObjectNode setup = new ObjectMapper().createObjectNode();
        Stream.of(0, 1).forEach(i -> setup.withArray("/gateways").add(PLATFORM.gateway(i)));
        for (String name : List.of("amina", "baraka", "admin")) {
            setup.putObject(name)
                    .put("id", name)
                    .put("token", PLATFORM.community().tokenOf(name));
        }
        return setup.put("chapter", "nbo").toString();
    }

    private static UserChanged person(String id, AccountType type, Chapter chapter) {
        return new UserChanged(id, id, "of the website", id, id, null, null, type, chapter);
    }
}
