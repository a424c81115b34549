package org.baraza.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;

/** Plays the services behind the gateway, and the community's user system: writes what they would. */
public final class TestLog implements AutoCloseable {

    private final LogWriter writer;

    public TestLog(String bootstrapServers) {
        this.writer = LogWriter.blocking(
                new LogSettings(bootstrapServers, "/baraza/tests", "", Map.of()),
                Duration.ofSeconds(10),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** Tells what became of a command, and waits until it is on the log. */
    public void tell(MessageEvent event) {
        append(Topics.MESSAGE_EVENTS, event.conversationId(), event);
    }

    /** Publishes a person, and waits until it is on the log. */
    public void publish(UserChanged user) {
        append(Topics.USER_EVENTS, user.id(), user);
    }

    /** Somebody of a chapter; null for none. */
    public static UserChanged member(String userId, String chapterId) {
        return new UserChanged(
                userId, userId, null, userId, null, null, null, AccountType.CHAPTER_MEMBER, chapter(chapterId));
    }

    /** Somebody who is suspended, or whose tokens are good from a time on only. */
    public static UserChanged turnedAway(String userId, boolean isSuspended, Instant tokensValidFrom) {
        return new UserChanged(
                userId,
                userId,
                null,
                userId,
                null,
                null,
                null,
                AccountType.CHAPTER_MEMBER,
                null,
                List.of(),
                isSuspended,
                tokensValidFrom);
    }

    private static Chapter chapter(String id) {
        return id == null ? null : new Chapter(id, id, id, "Kenya", "Nairobi");
    }

    /** Appends any event, and waits until it is on the log. */
    public void append(String topic, String key, Object event) {
        append(topic, key, event, UUID.randomUUID().toString());
    }

    /** Appends any event under the id that its writer gives it, and waits until it is on the log. */
    public void append(String topic, String key, Object event, String id) {
        writer.append(topic, key, event, id, Context.root()).join();
    }

    @Override
    public void close() {
        writer.close();
    }
}
