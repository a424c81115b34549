package org.baraza.notification.digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.testing.ReceivedMail;

/** What people would have been mailed, as the outbox holds it. */
@Singleton
class Mailboxes {

    private final Path folder;

    Mailboxes(NotificationServiceConfig config) {
        this.folder = Path.of(config.outboxDir().orElseThrow(), "mail");
    }

    /** The mails to a person by number. */
    List<ReceivedMail> of(String userId) {
        Path own = folder.resolve(userId);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Mailboxes::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReceivedMail read(Path file) {
        try {
            return new ReceivedMail(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
