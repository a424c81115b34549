package org.baraza.acceptance.platform;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.DemoCommunity;
import org.baraza.local.platform.LocalPlatform;

/** People made for a test, and their tokens. */
public final class Community {

    private static final Duration VALIDITY = Duration.ofHours(2);

    private final LocalPlatform platform;
    private final Map<String, UserChanged> people = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Community(LocalPlatform platform) {
        this.platform = platform;
    }

    /** Adds people; returns when message-service knows them, so that nobody is refused for being new. */
    public void join(Collection<String> userIds) {
        List<UserChanged> users = userIds.stream().map(Community::person).toList();
        platform.publishUsers(users);
        people.putAll(users.stream().collect(Collectors.toMap(UserChanged::id, user -> user)));
        Metrics.awaitAtLeast(platform, "message-service", "baraza_directory_users", peopleInAll());
        Metrics.awaitAtLeast(platform, "conversation-service", "baraza_directory_users", peopleInAll());
        Metrics.awaitAtLeast(platform, "notification-service", "baraza_directory_users", peopleInAll());
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
