package org.baraza.notification.planner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.notification.NotificationServiceConfig;

/** What devices would have got, as the outbox holds it. */
@Singleton
class Outboxes {

    private final Path folder;
    private final ObjectMapper json;

    Outboxes(NotificationServiceConfig config, ObjectMapper json) {
        this.folder = Path.of(config.outboxDir().orElseThrow()).resolve("push");
        this.json = json;
    }

    /** The pushes to a person, oldest first. */
    List<JsonNode> of(String userId) {
        Path own = folder.resolve(userId);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(this::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(Path file) {
        try {
            return json.readTree(file.toFile()).get("push");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
