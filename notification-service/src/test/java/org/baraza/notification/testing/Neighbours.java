package org.baraza.notification.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.notification.NotificationEvent;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogTail;
import org.baraza.eventlog.LogWriter;

import static org.awaitility.Awaitility.await;

/** The services around this one, as the tests play them: they write what it reads and hear what it says. */
@Singleton
public class Neighbours {

    private final LogWriter writer;
    private final LogTail<NotificationEvent> tail;
    private final UserDirectory directory;
    private final List<LogRecord<NotificationEvent>> heard = new CopyOnWriteArrayList<>();

    Neighbours(LogSettings settings, UserDirectory directory) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        this.directory = directory;
        this.writer = LogWriter.blocking(settings, Duration.ofSeconds(10), Clock.systemUTC(), registry);
        this.tail = new LogTail<>(
                settings,
                Topics.NOTIFICATION_EVENTS,
                LogTail.From.END,
                EventCodec.of(NotificationEvent.class),
                heard::addAll,
                registry);
        tail.start().join();
    }

    @PreDestroy
    void close() {
        tail.close();
        writer.close();
    }

    /** Tells everybody of a person, and waits until the service has heard. */
    public void introduce(String userId, String firstName, String lastName) {
        introduce(userId, firstName, lastName, null);
    }

    /** The same of somebody with an e-mail address. */
    public void introduce(String userId, String firstName, String lastName, String email) {
        UserChanged person = new UserChanged(
                userId, firstName, lastName, userId, null, null, email, AccountType.CHAPTER_MEMBER, null);
        writer.append(Topics.USER_EVENTS, userId, person, userId, Context.root())
                .join();
        await().until(() -> directory.find(userId).filter(person::equals).isPresent());
    }

    public void publish(MessageEvent event) {
        publish(event, Context.root());
    }

    public void publish(MessageEvent event, Context trace) {
        writer.append(Topics.MESSAGE_EVENTS, event.conversationId(), event, event.commandId(), trace)
                .join();
    }

    /** The same in the partition of another key, so that it follows what was published there. */
    public void publish(String key, MessageEvent event) {
        writer.append(Topics.MESSAGE_EVENTS, key, event, event.commandId(), Context.root())
                .join();
    }

    /** Another system of the community wants somebody told something. */
    public void post(PostNotification command) {
        post(command.userId(), command);
    }

    /** The same in the partition of another key, so that it follows what was posted there. */
    public void post(String key, PostNotification command) {
        writer.append(Topics.NOTIFICATION_COMMANDS, key, command, command.id(), Context.root())
                .join();
    }

    /** What the service has said of a person so far, oldest first. */
    public List<NotificationEvent> heardOf(String userId) {
        return recordsOf(userId).stream().map(LogRecord::event).toList();
    }

    public List<LogRecord<NotificationEvent>> recordsOf(String userId) {
        return heard.stream().filter(record -> userId.equals(record.key())).toList();
    }
}
