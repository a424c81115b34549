package org.baraza.acceptance.everything;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.contracts.broadcast.Audience;
import org.json.JSONObject;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody does with messages: sends, changes and deletes them. */
final class MessageSteps {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Device device;
    private final World world;
    private final Places places;
    private final Function<String, Publication> publications;

    /** @param publications broadcasts by their keys */
    MessageSteps(Device device, World world, Places places, Function<String, Publication> publications) {
        this.device = device;
        this.world = world;
        this.places = places;
        this.publications = publications;
    }

    void say(Step step) {
        ObjectNode message = JSON.objectNode()
                .put("receiverId", step.to())
                .put("clientMessageId", step.key())
                .put("content", step.text());
        JsonNode answer = carryOut(step, "message:send", message, "POST", "/messages");
        Message.Placed placed = placed(step.overRest() ? answer.path("message") : answer);
        world.said(step, placed);
        places.put(step.key(), placed);
    }

    void publish(Step step) {
        Publication publication = publications.apply(step.key());
        Audience audience = publication.audience();
        ObjectNode broadcast = JSON.objectNode()
                .put("title", publication.title())
                .put("content", publication.content())
                .put("recipientType", audience.type().name())
                .put("requiresAcknowledgement", publication.asks())
                .put("clientMessageId", publication.key());
        if (audience.chapterId() != null) {
            broadcast.put("chapterId", audience.chapterId());
        }
        if (!audience.recipientIds().isEmpty()) {
            audience.recipientIds().forEach(broadcast.putArray("recipientIds")::add);
        }
        JsonNode answer = Actor.untilAnswered(() -> device.call("POST", "/messages/broadcast", broadcast))
                .answer();
        Message.Placed placed = placed(answer.path("message"));
        world.published(publication, placed);
        places.put(step.key(), placed);
    }

    void edit(Step step) {
        Message.Placed placed = places.await(step.key());
        Publication publication = publications.apply(step.key());
        ObjectNode change = JSON.objectNode().put("id", placed.id()).put("content", step.text());
        String title = publication == null ? null : "title of " + step.text();
        if (title != null) {
            change.put("title", title);
        }
        JsonNode answer = carryOut(step, "message:edit", change, "PUT", "/messages/" + placed.id());
        JsonNode edited = step.overRest() ? answer.path("message") : answer;
        world.edited(
                placed,
                edited.path("rev").asLong(),
                new Message.Text(title, step.text()),
                edited.path("editedAt").asText());
    }

    void deleteForOne(Step step) {
        Message.Placed placed = places.await(step.key());
        world.deletedFor(step.by(), placed, delete(placed, "me").path("rev").asLong());
    }

    void deleteForEverybody(Step step) {
        Message.Placed placed = places.await(step.key());
        JsonNode answer = delete(placed, "everyone");
        world.deletedForEverybody(
                placed, answer.path("rev").asLong(), answer.path("deletedAt").asText());
    }

    private JsonNode delete(Message.Placed placed, String whom) {
        JSONObject deletion = new JSONObject().put("id", placed.id()).put("for", whom);
        JsonNode answer = Actor.untilAnswered(() -> device.ask("message:delete", deletion))
                .answer();
        assertThat(answer.path("seq").asLong())
                .as("deletion of %s", placed.id())
                .isEqualTo(placed.seq());
        return answer;
    }

    private JsonNode carryOut(Step step, String event, ObjectNode body, String method, String path) {
        return Actor.untilAnswered(() -> step.overRest()
                        ? device.call(method, path, body)
                        : device.ask(event, new JSONObject(body.toString())))
                .answer();
    }

    private static Message.Placed placed(JsonNode message) {
        return new Message.Placed(
                message.path("id").asText(),
                message.path("conversationId").asText(),
                message.path("seq").asLong(),
                message.path("createdAt").asText());
    }
}
