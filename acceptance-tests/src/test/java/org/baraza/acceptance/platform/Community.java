package org.baraza.acceptance.platform;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.DemoCommunity;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.process.ManagedProcess;

/** People made for a test, and their tokens. */
public final class Community {

    private static final Duration VALIDITY = Duration.ofHours(2);
    private static final Set<String> BACKENDS = Set.of("kafka", "redis", "database");

    private final LocalPlatform platform;
    private final Map<String, UserChanged> people = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Community(LocalPlatform platform) {
        this.platform = platform;
    }

    /** Adds people; returns when the services know them, so that nobody is refused for being new. */
    public void join(Collection<String> userIds) {
        joinAs(userIds.stream().map(Community::person).toList());
    }

    /** Adds people as they are described; returns when the services know them. */
    public void joinAs(Collection<UserChanged> users) {
        platform.publishUsers(users);
        users.forEach(user -> people.put(user.id(), user));
        platform.processes().stream()
                .filter(ManagedProcess::isAlive)
                .map(ManagedProcess::name)
                .filter(process -> !BACKENDS.contains(process))
                .forEach(process -> Metrics.awaitAtLeast(platform, process, "baraza_directory_users", peopleInAll()));
    }

    /** Adds people. */
    public void join(String... userIds) {
        join(List.of(userIds));
    }

    /** An access token of somebody who has joined. */
    public String tokenOf(String userId) {
        return tokens.computeIfAbsent(userId, id -> platform.tokens().tokenFor(people.get(id), VALIDITY));
    }

    /** The demo community is there from the start. */
    private long peopleInAll() {
        return DemoCommunity.people().size() + people.size();
    }

    private static UserChanged person(String userId) {
        return new UserChanged(
                userId, userId, "of the test", userId, userId, null, null, AccountType.CHAPTER_MEMBER, null);
    }
}
