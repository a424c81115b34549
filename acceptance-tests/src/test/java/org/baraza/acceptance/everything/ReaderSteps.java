package org.baraza.acceptance.everything;

import com.fasterxml.jackson.databind.JsonNode;
import org.json.JSONObject;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody does with a conversation as a whole: reads it, puts it away, says that they have read it. */
final class ReaderSteps {

    private final Device device;
    private final World world;
    private final Places places;

    ReaderSteps(Device device, World world, Places places) {
        this.device = device;
        this.world = world;
        this.places = places;
    }

    /** Over REST the answer does not say how far it went: that is to the end, as long as nothing is being sent. */
    void read(Step step) {
        Message.Placed placed = places.await(step.key());
        if (step.overRest()) {
            post(placed, "/messages/conversations/" + placed.conversationId() + "/read");
            world.readToTheEnd(step.by(), placed, world.head(placed), true);
            return;
        }
        Actor.Answered answered = Actor.untilAnswered(() -> device.ask("conversation:read", placed.conversationId()));
        long seq = answered.answer().path("seq").asLong();
        assertThat(seq)
                .as("cursor of %s after reading %s", step.by(), placed.id())
                .isGreaterThanOrEqualTo(placed.seq());
        world.readToTheEnd(step.by(), placed, seq, answered.attempts() == 1);
    }

    void readUpTo(Step step) {
        Message.Placed placed = places.await(step.key());
        JSONObject upTo =
                new JSONObject().put("conversationId", placed.conversationId()).put("seq", placed.seq());
        JsonNode answer =
                Actor.untilAnswered(() -> device.ask("conversation:read", upTo)).answer();
        world.readUpTo(step.by(), placed);
        long cursor = world.cursor(step.by(), placed);
        assertThat(answer.path("seq").asLong())
                .as("cursor of %s in %s", step.by(), placed.conversationId())
                .isEqualTo(cursor);
        assertThat(answer.path("unreadCount").asLong())
                .as("what %s has not read of %s", step.by(), placed.conversationId())
                .isEqualTo(world.head(placed) - cursor);
    }

    void archive(Step step) {
        Message.Placed placed = places.await(step.key());
        post(placed, "/messages/conversations/" + placed.conversationId() + "/archive");
        world.archived(step.by(), placed);
    }

    void acknowledge(Step step) {
        Message.Placed placed = places.await(step.key());
        if (step.overRest()) {
            post(placed, "/broadcasts/" + placed.conversationId() + "/acknowledge");
        } else {
            JSONObject which = new JSONObject().put("id", placed.conversationId());
            Actor.untilAnswered(() -> device.ask("broadcast:acknowledge", which));
        }
        world.acknowledged(step.by(), placed);
    }

    void receive(Step step) {
        Message.Placed placed = places.await(step.key());
        JSONObject upTo =
                new JSONObject().put("conversationId", placed.conversationId()).put("seq", placed.seq());
        Actor.untilAnswered(() -> device.ask("message:received", upTo));
        world.received(step.by(), placed);
    }

    private void post(Message.Placed placed, String path) {
        JsonNode answer =
                Actor.untilAnswered(() -> device.call("POST", path, null)).answer();
        assertThat(answer.has("message"))
                .as("answer about %s", placed.conversationId())
                .isTrue();
    }
}
