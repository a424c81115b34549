package org.baraza.local.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;

/** Thirty invented film and television people in four chapters, so that there is somebody to write to from the start. */
public final class DemoCommunity {

    private static final String RESOURCE = "/demo-community.json";

    private DemoCommunity() {}

    private record File(List<Chapter> chapters, List<Person> people) {}

    /** A line of the file; the chapter is given by its code, or null for headquarters. */
    private record Person(
            String id, String firstName, String lastName, String username, AccountType accountType, String chapter) {

        UserChanged in(Map<String, Chapter> chapters) {
            return new UserChanged(
                    id,
                    firstName,
                    lastName,
                    username,
                    (firstName + "-" + lastName).toLowerCase(Locale.ROOT),
                    null,
                    username + "@example.org",
                    accountType,
                    Optional.ofNullable(chapter).map(chapters::get).orElse(null));
        }
    }

    /** Everybody, in the order of the file. */
    public static List<UserChanged> people() {
        try (InputStream content = DemoCommunity.class.getResourceAsStream(RESOURCE)) {
            File file = new ObjectMapper().readValue(content, File.class);
            Map<String, Chapter> chapters =
                    file.chapters().stream().collect(Collectors.toMap(Chapter::code, Function.identity()));
            return file.people().stream().map(person -> person.in(chapters)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
