package org.baraza.acceptance.replay;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real chat as input: the lines of a public channel in which one person addresses another ({@code nick: text} or
 * {@code nick, text}) as direct messages. Read from the folder that {@code IRC_DATA} names, else from the samples of these
 * tests.
 */
public final class IrcLog {

    private static final Pattern SAID = Pattern.compile("\\[\\d\\d:\\d\\d] <([^>]+)> (.*)");
    private static final Pattern ADDRESSED = Pattern.compile("([^\\s:,]+)[:,]\\s*(.*\\S.*)");

    private IrcLog() {}

    /**
     * A direct message.
     *
     * @param from id of who says it
     * @param to id of who is addressed
     * @param text what is said
     */
    public record Line(String from, String to, String text) {}

    /** The addressed lines of all files, in their order, people under ids that the platform accepts. */
    public static List<Line> addressedLines() {
        List<Line> lines = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (Path file : files()) {
            lines.addAll(addressedLines(read(file), ids));
        }
        return lines;
    }

    private static List<Line> addressedLines(List<String> text, Map<String, String> ids) {
        List<Matcher> said =
                text.stream().map(SAID::matcher).filter(Matcher::matches).toList();
        Set<String> present = new LinkedHashSet<>();
        said.forEach(line -> present.add(line.group(1)));
        List<Line> lines = new ArrayList<>();
        for (Matcher line : said) {
            Matcher addressed = ADDRESSED.matcher(line.group(2));
            String from = line.group(1);
            if (addressed.matches()
                    && present.contains(addressed.group(1))
                    && !addressed.group(1).equals(from)) {
                lines.add(new Line(idOf(from, ids), idOf(addressed.group(1), ids), addressed.group(2)));
            }
        }
        return lines;
    }

    private static String idOf(String nick, Map<String, String> ids) {
        return ids.computeIfAbsent(nick, n -> "irc" + ids.size() + "-" + n.replaceAll("[^A-Za-z0-9_-]", "_"));
    }

    private static List<Path> files() {
        String folder = System.getenv("IRC_DATA");
        Path where = folder == null ? Path.of("src", "test", "resources", "irc") : Path.of(folder);
        try (Stream<Path> found = Files.list(where)) {
            return found.filter(file -> file.toString().endsWith(".txt")
                            && !file.getFileName().toString().startsWith("README"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no chat to replay in " + where.toAbsolutePath(), e);
        }
    }

    /** What is not UTF-8 becomes a replacement character, as it would in a browser. */
    private static List<String> read(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
