package org.baraza.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogTail;

/**
 * Who is in the community, in memory: every instance reads all of {@code user-events} at its start and follows it from then
 * on, so a look-up costs nothing, a change is seen within milliseconds, and there is nothing to repair. About 500 bytes a
 * person. Safe for use by several threads.
 */
public final class UserDirectory implements AutoCloseable {

    private final Map<String, UserChanged> usersById = new ConcurrentHashMap<>();
    private final LogTail<UserChanged> tail;

    /**
     * @param settings how to reach the log
     * @param registry for {@code baraza.directory.users}
     */
    public UserDirectory(LogSettings settings, MeterRegistry registry) {
        this.tail = new LogTail<>(
                settings,
                Topics.USER_EVENTS,
                LogTail.From.BEGINNING,
                EventCodec.of(UserChanged.class),
                this::apply,
                registry);
        Gauge.builder("baraza.directory.users", usersById, Map::size).register(registry);
    }

    /** @return completes when everybody who was in the directory at the start is known */
    public CompletableFuture<Void> start() {
        return tail.start();
    }

    /** Whether everybody is known and changes are being followed. */
    public boolean isLive() {
        return tail.isLive();
    }

    /** Whether following changes has ended for good. */
    public boolean hasEnded() {
        return tail.hasEnded();
    }

    /** The person with this id, if there is one. */
    public Optional<UserChanged> find(String userId) {
        return Optional.ofNullable(usersById.get(userId));
    }

    /** Whether there is a person with this id. */
    public boolean contains(String userId) {
        return usersById.containsKey(userId);
    }

    /** What others see of a person; for one who is not (any more) in the directory, their id alone. */
    public UserProfile profileOf(String userId) {
        UserChanged user = usersById.get(userId);
        return user == null ? UserProfile.unknown(userId) : user.profile();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void apply(List<LogRecord<UserChanged>> records) {
        for (LogRecord<UserChanged> record : records) {
            if (record.event() == null) {
                usersById.remove(record.key());
            } else {
                usersById.put(record.event().id(), record.event());
            }
        }
    }
}
