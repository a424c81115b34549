package org.baraza.local.platform;

import java.util.Collection;

import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;

/**
 * Plays the community's user directory: puts people on {@code user-events}, as CloudEvents in binary mode.
 *
 * <p>Publishing somebody twice changes nothing, the last record of a key counts.
 */
public final class UserPublisher implements AutoCloseable {

    private final InputPublisher publisher;

    public UserPublisher(String bootstrapServers) {
        this.publisher = new InputPublisher(bootstrapServers, "user-directory");
    }

    /** Publishes people and returns when the broker has them all. */
    public void publish(Collection<UserChanged> users) {
        publisher.publish(Topics.USER_EVENTS, users, UserChanged::id, "users");
    }

    @Override
    public void close() {
        publisher.close();
    }
}
