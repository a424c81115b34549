package org.baraza.acceptance.everything;

import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody does with their notifications, while nothing is being sent: they wait until they are told everything, so that
 * it is certain what a mark covers.
 */
final class NotificationSteps {

    private final Device device;
    private final World world;
    private final Places places;
    private final Supplier<Optional<String>> difference;

    /** @param difference where the person's notifications are not as the model says; empty if they are */
    NotificationSteps(Device device, World world, Places places, Supplier<Optional<String>> difference) {
        this.device = device;
        this.world = world;
        this.places = places;
        this.difference = difference;
    }

    void mark(Step step) {
        Message.Placed placed = places.await(step.key());
        awaitEverythingTold();
        String id = world.notificationId(step.by(), placed);
        if (id != null) {
            Actor.untilAnswered(() -> device.call("PATCH", "/notifications/" + id + "/read", null));
            world.markedNotification(step.by(), placed);
        }
    }

    void delete(Step step) {
        Message.Placed placed = places.await(step.key());
        awaitEverythingTold();
        String id = world.notificationId(step.by(), placed);
        if (id != null) {
            Actor.untilAnswered(() -> device.call("DELETE", "/notifications/" + id, null));
            world.deletedNotification(step.by(), placed);
        }
    }

    void markAll(Step step) {
        awaitEverythingTold();
        JsonNode answer = Actor.untilAnswered(() -> device.call("POST", "/notifications/mark-all-read", null))
                .answer();
        assertThat(answer.path("count").isIntegralNumber()).isTrue();
        world.markedAllNotifications(step.by());
    }

    private void awaitEverythingTold() {
        Actor.untilAnswered(() -> difference.get().isPresent() ? Optional.empty() : Optional.of(BooleanNode.TRUE));
    }
}
