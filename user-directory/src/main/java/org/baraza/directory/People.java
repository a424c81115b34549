package org.baraza.directory;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.baraza.contracts.user.UserChanged;

/**
 * The people of the community by their ids and by their chapters. Written by one thread, read by any; a reader sees a change
 * of the two maps one after the other.
 */
final class People {

    private final Map<String, Person> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byChapter = new ConcurrentHashMap<>();

    /** A person, and whom they have blocked as a set, since it is asked for with every message. */
    private record Person(UserChanged user, Set<String> blocked) {}

    /** What somebody was, and is from now on; null for a person who is not there. */
    UserChanged put(String userId, UserChanged user) {
        Person earlier = user == null
                ? byId.remove(userId)
                : byId.put(userId, new Person(user, Set.copyOf(user.blockedUserIds())));
        UserChanged before = earlier == null ? null : earlier.user();
        move(userId, before == null ? null : before.chapterId(), user == null ? null : user.chapterId());
        return before;
    }

    UserChanged get(String userId) {
        Person person = byId.get(userId);
        return person == null ? null : person.user();
    }

    boolean hasBlocked(String userId, String otherId) {
        Person person = byId.get(userId);
        return person != null && person.blocked().contains(otherId);
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    Set<String> ofChapter(String chapterId) {
        return Collections.unmodifiableSet(byChapter.getOrDefault(chapterId, Set.of()));
    }

    private void move(String userId, String from, String to) {
        if (to != null) {
            byChapter
                    .computeIfAbsent(to, chapter -> ConcurrentHashMap.newKeySet())
                    .add(userId);
        }
        if (from != null && !from.equals(to)) {
            byChapter.get(from).remove(userId);
        }
    }
}
