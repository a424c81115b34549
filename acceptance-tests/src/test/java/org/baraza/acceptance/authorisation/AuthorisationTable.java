package org.baraza.acceptance.authorisation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table {@code authorisation.txt}: who may do what. */
public final class AuthorisationTable {

    private static final int FIRST_CALLER = 2;

    private AuthorisationTable() {}

    /**
     * A row.
     *
     * @param call {@code METHOD /path} or the name of a socket event, with names of what it is about in braces
     * @param body its body or argument; empty for none
     * @param expected what each kind of caller gets
     */
    public record Row(String call, String body, Map<String, String> expected) {

        /** Whether it is a socket event. */
        public boolean isEvent() {
            return !call.contains(" /");
        }

        /** Whether it is about something that may not be the caller's. */
        boolean hasTarget() {
            return Stream.of(
                            "{conversation}", "{message}", "{broadcast}", "{announcement}", "{notification}", "{draft}")
                    .anyMatch((call + body)::contains);
        }

        /** The call without the names of its parameters and what is asked of it. */
        public String shape() {
            return shapeOf(call.replaceFirst("\\?.*", "").replace("t-somebody-else", "{token}"));
        }
    }

    /** The call without the names of its parameters. */
    public static String shapeOf(String call) {
        return call.replaceAll("\\{[^}]+}", "{}");
    }

    /** All rows. */
    public static List<Row> read() {
        List<Row> rows = new ArrayList<>();
        List<String> names = null;
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (names == null) {
                names = cells;
                continue;
            }
            if (cells.size() != names.size()) {
                throw new IllegalStateException("a row has other columns than the table: " + line);
            }
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = FIRST_CALLER; i < cells.size(); i++) {
                expected.put(names.get(i), cells.get(i));
            }
            rows.add(new Row(cells.get(0), cells.get(1), expected));
        }
        return rows;
    }

    private static List<String> lines() {
        try (InputStream table = AuthorisationTable.class.getResourceAsStream("/authorisation.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the table", e);
        }
    }
}
