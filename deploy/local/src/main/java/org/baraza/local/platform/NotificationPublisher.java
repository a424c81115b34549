package org.baraza.local.platform;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.baraza.contracts.Topics;
import org.baraza.contracts.notification.PostNotification;

/** Posts notifications to {@code notification-commands}, as the community's other systems do. */
public final class NotificationPublisher implements AutoCloseable {

    private final InputPublisher publisher;

    public NotificationPublisher(String bootstrapServers) {
        this.publisher = new InputPublisher(bootstrapServers, "notifications");
    }

    /**
     * Reads notifications from a file with one JSON object per line; empty lines are skipped.
     *
     * @throws SetupException naming the line that is not a notification
     */
    public static List<PostNotification> read(Path file) {
        return JsonLines.read(file, PostNotification.class, "a notification");
    }

    /** Posts notifications and returns when the broker has them all. */
    public void publish(Collection<PostNotification> notifications) {
        publisher.publish(Topics.NOTIFICATION_COMMANDS, notifications, PostNotification::userId, "notifications");
    }

    @Override
    public void close() {
        publisher.close();
    }
}
