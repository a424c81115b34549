package org.baraza.benchmarks.contender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.Tokens;

/** The people of the load and their tokens, the same for both sides. The first {@value #CHAPTER_SIZE} are of one chapter. */
public final class Members {

    public static final String CHAPTER = "bench";
    public static final int CHAPTER_SIZE = 1_000;

    private static final Duration VALIDITY = Duration.ofHours(6);
    private static final Chapter OF_THE_LOAD = new Chapter(CHAPTER, "Chapter of the load", "BEN", "Kenya", "Nairobi");

    private final List<UserChanged> people;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Tokens signer;

    Members(int count, Tokens signer) {
        this.signer = signer;
        this.people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "load-" + i;
            people.add(new UserChanged(
                    id, "Member", "Number " + i, id, id, null, null, AccountType.CHAPTER_MEMBER, chapterOf(i)));
        }
    }

    /** Everybody, as the directory publishes them. */
    List<UserChanged> people() {
        return people;
    }

    /** The ids of the first people. */
    public List<String> ids(int count) {
        return people.subList(0, count).stream().map(UserChanged::id).toList();
    }

    /** Signs the tokens of the first people, so that it is not done while something is measured. */
    public void prepareTokens(int count) {
        people.subList(0, count).parallelStream().forEach(user -> tokenOf(user.id()));
    }

    String tokenOf(String userId) {
        return tokens.computeIfAbsent(
                userId,
                id -> signer.tokenFor(people.get(Integer.parseInt(id.substring(id.indexOf('-') + 1))), VALIDITY));
    }

    private static Chapter chapterOf(int index) {
        return index < CHAPTER_SIZE ? OF_THE_LOAD : null;
    }
}
