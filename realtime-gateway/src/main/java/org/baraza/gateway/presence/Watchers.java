package org.baraza.gateway.presence;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

/**
 * Which people of this gateway are told about whom: those with whom they share a conversation. Only who has asked is in it, for
 * as long as they have a socket here; about 100 bytes for each pair. Reading never waits. Safe for use by several threads.
 */
@Singleton
class Watchers {

    private final Map<String, Watch> watchByWatcher = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> watchersByPerson = new ConcurrentHashMap<>();
    private long doubts;

    /** Whom somebody watches. */
    private static final class Watch {

        private final Set<String> people = ConcurrentHashMap.newKeySet();
        private volatile boolean isComplete;
    }

    /**
     * From now on {@link #meet} adds to whom they watch.
     *
     * @return to be given to {@link #complete}
     */
    synchronized long enter(String watcherId) {
        watchByWatcher.computeIfAbsent(watcherId, id -> new Watch());
        return doubts;
    }

    /**
     * All with whom they shared a conversation when that was read; does nothing for who has left since.
     *
     * @param entered what {@link #enter} returned before the reading: what was in doubt meanwhile still is
     */
    synchronized void complete(String watcherId, Collection<String> people, long entered) {
        Watch watch = watchByWatcher.get(watcherId);
        if (watch != null) {
            people.forEach(person -> add(watcherId, watch, person));
            watch.isComplete = entered == doubts;
        }
    }

    /** Whether it is known with whom they share a conversation. */
    boolean isComplete(String watcherId) {
        Watch watch = watchByWatcher.get(watcherId);
        return watch != null && watch.isComplete;
    }

    /** What was known of everybody may lack something. */
    synchronized void doubtAll() {
        doubts++;
        watchByWatcher.values().forEach(watch -> watch.isComplete = false);
    }

    /** They share a conversation. @return whether the watcher is here and did not watch the person before */
    boolean meet(String watcherId, String personId) {
        Watch watch = watchByWatcher.get(watcherId);
        return watch != null && !watch.people.contains(personId) && meetFirst(watcherId, personId);
    }

    private synchronized boolean meetFirst(String watcherId, String personId) {
        Watch watch = watchByWatcher.get(watcherId);
        return watch != null && add(watcherId, watch, personId);
    }

    /**
     * They are told about nobody any more.
     *
     * @param isGone whether that is still so; asked while nobody can enter
     */
    synchronized void leave(String watcherId, BooleanSupplier isGone) {
        Watch watch = isGone.getAsBoolean() ? watchByWatcher.remove(watcherId) : null;
        if (watch != null) {
            watch.people.forEach(person -> watchersByPerson.computeIfPresent(person, (id, watchers) -> {
                watchers.remove(watcherId);
                return watchers.isEmpty() ? null : watchers;
            }));
        }
    }

    /** Whom they watch: a view that goes on changing. */
    Set<String> watchedBy(String watcherId) {
        Watch watch = watchByWatcher.get(watcherId);
        return watch == null ? Set.of() : watch.people;
    }

    /** Who is told about a person: a view that goes on changing. */
    Set<String> of(String personId) {
        return watchersByPerson.getOrDefault(personId, Set.of());
    }

    private boolean add(String watcherId, Watch watch, String personId) {
        if (personId.equals(watcherId) || !watch.people.add(personId)) {
            return false;
        }
        watchersByPerson.compute(personId, (id, before) -> {
            Set<String> watchers = before == null ? ConcurrentHashMap.newKeySet() : before;
            watchers.add(watcherId);
            return watchers;
        });
        return true;
    }
}
