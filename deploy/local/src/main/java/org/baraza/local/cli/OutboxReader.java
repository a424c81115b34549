package org.baraza.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads the outbox of a data folder: pushes in {@code push/<person>/*.json}, mails in {@code mail/<person>/*.eml}. Remembers what
 * it has read, and gives each file once.
 */
final class OutboxReader {

    private static final String PUSH = ".json";
    private static final String MAIL = ".eml";
    /** The outbox, a way out, a person, a file. */
    private static final int DEPTH = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Set<Path> known = new HashSet<>();

    OutboxReader(Path dataFolder) {
        this.folder = dataFolder.resolve("outbox");
    }

    /** What has come since the last call, oldest first; all at the first call. */
    List<OutboxEntry> next() {
        return files().stream()
                .filter(known::add)
                .map(OutboxReader::read)
                .sorted(Comparator.comparing(OutboxEntry::at))
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
            return paths.filter(path ->
                            path.toString().endsWith(PUSH) || path.toString().endsWith(MAIL))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutboxEntry read(Path file) {
        String userId = file.getParent().getFileName().toString();
        try {
            return file.toString().endsWith(PUSH)
                    ? push(userId, JSON.readTree(file.toFile()))
                    : new OutboxEntry(changed(file), userId, mail(MailHeaders.read(file)));
        } catch (IOException | DateTimeException e) {
            return new OutboxEntry(Instant.EPOCH, userId, "something that cannot be read: " + file);
        }
    }

    private static OutboxEntry push(String userId, JsonNode letter) {
        JsonNode push = letter.path("push");
        String way = "push to " + letter.path("channel").asText() + " "
                + letter.path("deviceId").asText();
        String says = "CLEAR".equals(push.path("kind").asText())
                ? "takes away what is shown, badge " + push.path("badge").asText()
                : push.path("title").asText() + " | " + push.path("body").asText("");
        String what = way + ": " + says + " [" + push.path("collapseKey").asText() + "]";
        return new OutboxEntry(Instant.parse(letter.path("at").asText()), userId, what);
    }

    private static String mail(MailHeaders headers) {
        return "mail to " + headers.of("To") + ": " + headers.of("Subject");
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
