package org.baraza.message.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.baraza.message.People;

/** A directory for tests of rules. */
final class KnownPeople implements People {

    private final Map<String, String> chapters = new HashMap<>();
    private final Set<String> blocks = new HashSet<>();

    /** People of no chapter. */
    static KnownPeople of(Set<String> ids) {
        KnownPeople people = new KnownPeople();
        ids.forEach(id -> people.chapters.put(id, null));
        return people;
    }

    KnownPeople member(String userId, String chapterId) {
        chapters.put(userId, chapterId);
        return this;
    }

    KnownPeople block(String userId, String blockedId) {
        blocks.add(userId + ' ' + blockedId);
        return this;
    }

    @Override
    public boolean exists(String userId) {
        return chapters.containsKey(userId);
    }

    @Override
    public boolean isBlocked(String oneUserId, String otherUserId) {
        return blocks.contains(oneUserId + ' ' + otherUserId) || blocks.contains(otherUserId + ' ' + oneUserId);
    }

    @Override
    public String chapterOf(String userId) {
        return chapters.get(userId);
    }
}
