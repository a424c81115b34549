package org.baraza.directory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.contracts.Topics;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogTail;
import org.jboss.logging.Logger;

/**
 * Who is in the community, in memory: every instance reads all of {@code user-events} at its start and follows it from then
 * on, so a look-up costs nothing, a change is seen within milliseconds, and there is nothing to repair. About 500 bytes a
 * person. Safe for use by several threads.
 */
public final class UserDirectory implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(UserDirectory.class);

    private final People people = new People();
    private final List<Consumer<PersonChange>> listeners = new CopyOnWriteArrayList<>();
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
        Gauge.builder("baraza.directory.users", people, all -> all.ids().size()).register(registry);
    }

    /**
     * Tells of every change, in the order of the topic for each person, once look-ups see it; one that says what was known is
     * not told. Who is there at the start is told like anybody new: register before {@link #start}, or tell the two apart by
     * {@link #isLive}. Runs on the thread that reads the topic, so it must not block. A listener that fails is logged and
     * holds up neither the directory nor other listeners.
     */
    public void onChange(Consumer<PersonChange> listener) {
        listeners.add(listener);
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
        return Optional.ofNullable(people.get(userId));
    }

    /** Whether there is a person with this id. */
    public boolean contains(String userId) {
        return people.get(userId) != null;
    }

    /** The chapter that a person belongs to; null for headquarters, and for nobody. */
    public String chapterOf(String userId) {
        UserChanged user = people.get(userId);
        return user == null ? null : user.chapterId();
    }

    /** Whether one of two people has blocked the other: then neither may write to the other. */
    public boolean isBlocked(String oneUserId, String otherUserId) {
        return people.hasBlocked(oneUserId, otherUserId) || people.hasBlocked(otherUserId, oneUserId);
    }

    /** The ids of everybody, as they are while one looks. */
    public Set<String> everybody() {
        return people.ids();
    }

    /** The ids of the members of a chapter, as they are while one looks; none for a chapter without members. */
    public Set<String> membersOf(String chapterId) {
        return people.ofChapter(chapterId);
    }

    /** How many people there are. */
    public int count() {
        return people.ids().size();
    }

    /** How many members a chapter has. */
    public int countOf(String chapterId) {
        return people.ofChapter(chapterId).size();
    }

    /** What others see of a person; for one who is not (any more) in the directory, their id alone. */
    public UserProfile profileOf(String userId) {
        UserChanged user = people.get(userId);
        return user == null ? UserProfile.unknown(userId) : user.profile();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void apply(List<LogRecord<UserChanged>> records) {
        for (LogRecord<UserChanged> record : records) {
            UserChanged after = record.event();
            String userId = after == null ? record.key() : after.id();
            UserChanged before = people.put(userId, after);
            if (!Objects.equals(before, after)) {
                tell(new PersonChange(userId, before, after));
            }
        }
    }

    private void tell(PersonChange change) {
        for (Consumer<PersonChange> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOGGER.errorf(e, "a listener failed on a change of user %s", change.userId());
            }
        }
    }
}
