package org.baraza.contracts;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The topics of the platform, {@code baraza.<name>.v1}, each with a dead-letter topic beside it.
 *
 * <p>Keys: the conversation id on {@link #MESSAGE_COMMANDS}, {@link #MESSAGE_EVENTS} and {@link #CONVERSATION_EVENTS}, the
 * user id on the others. A command and the events that it becomes have the same key, and the topics the same number of
 * partitions, so one conversation is one ordered log all the way.
 */
public final class Topics {

    public static final String MESSAGE_COMMANDS = "baraza.message-commands.v1";
    public static final String MESSAGE_EVENTS = "baraza.message-events.v1";
    public static final String CONVERSATION_EVENTS = "baraza.conversation-events.v1";
    public static final String NOTIFICATION_COMMANDS = "baraza.notification-commands.v1";
    public static final String NOTIFICATION_EVENTS = "baraza.notification-events.v1";
    public static final String PRESENCE_EVENTS = "baraza.presence-events.v1";

    /** The directory of users, as the community's user system publishes it. Compacted: the last record of a key is the user. */
    public static final String USER_EVENTS = "baraza.user-events.v1";

    /**
     * Largest record, in bytes: a broadcast that names 50,000 people, with room to spare. Topics have to take as much
     * ({@code max.message.bytes}).
     */
    public static final int MAX_RECORD_BYTES = 5 * 1024 * 1024;

    private static final Set<String> REBUILT_FROM = Set.of(MESSAGE_EVENTS, CONVERSATION_EVENTS, USER_EVENTS);
    private static final String PREFIX = "baraza.";
    private static final String VERSION = ".v1";
    private static final String DEAD_LETTER_SUFFIX = ".dlq";

    private Topics() {}

    /**
     * A topic to be created before anything starts.
     *
     * @param name the full name
     * @param compacted whether only the last record of each key is kept
     * @param keptForEver whether services rebuild their projections from it
     */
    public record Topic(String name, boolean compacted, boolean keptForEver) {}

    /** The topic of a short name, as {@code message-events}. */
    public static String named(String shortName) {
        return PREFIX + shortName + VERSION;
    }

    /** The short name of a topic, as {@code message-events}. */
    public static String shortNameOf(String topic) {
        return topic.substring(PREFIX.length(), topic.length() - VERSION.length());
    }

    /** Where the records of {@code topic} go that cannot be read or applied. */
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** Every topic of the platform, dead-letter topics included. */
    public static List<Topic> all() {
        return Stream.of(
                        MESSAGE_COMMANDS,
                        MESSAGE_EVENTS,
                        CONVERSATION_EVENTS,
                        NOTIFICATION_COMMANDS,
                        NOTIFICATION_EVENTS,
                        PRESENCE_EVENTS,
                        USER_EVENTS)
                .flatMap(name -> Stream.of(
                        new Topic(name, name.equals(USER_EVENTS), REBUILT_FROM.contains(name)),
                        new Topic(deadLettersOf(name), false, false)))
                .toList();
    }
}
