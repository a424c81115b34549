package org.baraza.acceptance.everything;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.baraza.acceptance.replay.IrcLog;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;

/**
 * The people of a chat as members of a community: most belong to one of three chapters, the busiest are admins, two of all and
 * some of their chapter.
 */
final class Crowd {

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("chat-east", "East", "EST", "Kenya", "Mombasa"),
            new Chapter("chat-west", "West", "WST", "Senegal", "Dakar"),
            new Chapter("chat-south", "South", "STH", "Zambia", "Lusaka"));
    private static final int SUPER_ADMINS = 2;
    private static final int ADMINS = 6;

    private final Map<String, UserChanged> people = new LinkedHashMap<>();
    private final List<String> admins;

    Crowd(List<IrcLog.Line> lines) {
        Map<String, Long> said =
                lines.stream().collect(Collectors.groupingBy(IrcLog.Line::from, Collectors.counting()));
        this.admins = said.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(ADMINS)
                .map(Map.Entry::getKey)
                .toList();
        Set<String> ids = new LinkedHashSet<>();
        lines.forEach(line -> ids.addAll(List.of(line.from(), line.to())));
        ids.forEach(id -> people.put(id, person(id, people.size())));
    }

    private UserChanged person(String id, int index) {
        int rank = admins.indexOf(id);
        AccountType type = rank < 0
                ? AccountType.CHAPTER_MEMBER
                : rank < SUPER_ADMINS ? AccountType.SUPER_ADMIN : AccountType.CHAPTER_ADMIN;
        boolean atHeadquarters = type != AccountType.CHAPTER_ADMIN && index % (CHAPTERS.size() + 1) == 0;
        return new UserChanged(
                id,
                id,
                "of the chat",
                id,
                id,
                null,
                null,
                type,
                atHeadquarters ? null : CHAPTERS.get(index % CHAPTERS.size()));
    }

    Map<String, UserChanged> people() {
        return people;
    }

    List<String> ids() {
        return List.copyOf(people.keySet());
    }

    /** The busiest people, the busiest first. */
    List<String> admins() {
        return admins;
    }

    /** Those who belong to a chapter. */
    List<String> membersOf(String chapterId) {
        return people.values().stream()
                .filter(person -> chapterId.equals(person.chapterId()))
                .map(UserChanged::id)
                .toList();
    }

    UserChanged person(String id) {
        return people.get(id);
    }

    boolean isSuperAdmin(String id) {
        return people.get(id).accountType() == AccountType.SUPER_ADMIN;
    }

    static Map<String, Chapter> chapters() {
        return CHAPTERS.stream().collect(Collectors.toMap(Chapter::id, Function.identity()));
    }
}
