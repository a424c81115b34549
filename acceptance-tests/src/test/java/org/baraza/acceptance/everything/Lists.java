package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.platform.Rest;

/** Lists that come in pages. */
final class Lists {

    private static final int PAGE = 50;

    private Lists() {}

    /**
     * Everything that a call lists.
     *
     * @param items where its answers have it
     * @param total what its answers call the length of the list
     * @param entries where the entries go
     * @return what is wrong with its length; empty if nothing is
     */
    static Optional<String> read(Rest rest, String call, String items, String total, List<ObjectNode> entries) {
        char separator = call.indexOf('?') < 0 ? '?' : '&';
        for (int page = 1; ; page++) {
            JsonNode answer = rest.read(call + separator + "limit=" + PAGE + "&page=" + page);
            answer.path(items).forEach(entry -> entries.add((ObjectNode) entry));
            if (answer.path(items).size() < PAGE) {
                long said = answer.path(total).asLong();
                return said == entries.size()
                        ? Optional.empty()
                        : Optional.of(call + " lists " + entries.size() + " and says " + said);
            }
        }
    }

    /**
     * Compares lists whose latest entry comes first; entries of the same moment may come in any order.
     *
     * @param time the member that has the time
     */
    static Optional<String> compare(List<ObjectNode> expected, List<ObjectNode> actual, String time) {
        for (int i = 1; i < actual.size(); i++) {
            if (actual.get(i - 1)
                            .path(time)
                            .asText()
                            .compareTo(actual.get(i).path(time).asText())
                    < 0) {
                return Optional.of(idOf(actual.get(i)) + " comes after " + idOf(actual.get(i - 1)) + ", and is later");
            }
        }
        Optional<String> members = compareNames(names(expected, Lists::idOf), names(actual, Lists::idOf));
        if (members.isPresent()) {
            return members;
        }
        List<ObjectNode> sorted =
                actual.stream().sorted(Sight.newestFirst(time)).toList();
        for (int i = 0; i < sorted.size(); i++) {
            Optional<String> found = Difference.between(idOf(expected.get(i)), expected.get(i), sorted.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What is missing and what is too much. */
    static Optional<String> compareNames(Set<String> expected, Set<String> actual) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        Set<String> tooMuch = new TreeSet<>(actual);
        tooMuch.removeAll(expected);
        return missing.isEmpty() && tooMuch.isEmpty()
                ? Optional.empty()
                : Optional.of("missing " + brief(missing) + ", too much " + brief(tooMuch));
    }

    static Set<String> names(List<ObjectNode> entries, Function<ObjectNode, String> name) {
        return new TreeSet<>(entries.stream().map(name).toList());
    }

    private static String idOf(ObjectNode entry) {
        return entry.path("id").asText();
    }

    private static List<String> brief(Set<String> names) {
        List<String> some = new ArrayList<>(names.stream().limit(3).toList());
        if (names.size() > some.size()) {
            some.add("and " + (names.size() - some.size()) + " more");
        }
        return some;
    }
}
