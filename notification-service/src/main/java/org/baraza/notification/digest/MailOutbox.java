package org.baraza.notification.digest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.ext.mail.mailencoder.MailEncoder;
import org.baraza.notification.NotificationServiceConfig;
import org.jboss.logging.Logger;

/**
 * Stands in for a mail server where none is set: writes each mail as it would be sent to {@code mail/<person>/<number>.eml} in
 * the outbox. A mail that is sent again replaces itself.
 */
@ApplicationScoped
class MailOutbox implements MailWay {

    private static final Logger LOGGER = Logger.getLogger(MailOutbox.class);
    private static final String HOST = "localhost";
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    private final Optional<Path> folder;
    private final MimeLetters letters;

    MailOutbox(NotificationServiceConfig config, MimeLetters letters) {
        this.folder = config.outboxDir().map(outbox -> Path.of(outbox, "mail"));
        this.letters = letters;
    }

    @Override
    public boolean isConfigured() {
        return folder.isPresent();
    }

    @Override
    public MailOutcome send(Letter letter) {
        Path own = folder.orElseThrow().resolve(letter.userId());
        String name = letter.messageId().replaceAll("[^A-Za-z0-9._-]", "_");
        try {
            Files.createDirectories(own);
            Path half = own.resolve(name + ".part");
            Files.write(half, mime(letter).getBytes(StandardCharsets.UTF_8));
            Files.move(
                    half,
                    own.resolve(name + ".eml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return MailOutcome.TAKEN;
        } catch (IllegalArgumentException e) {
            return MailOutcome.ADDRESS_REFUSED;
        } catch (IOException e) {
            LOGGER.warnf("the outbox cannot be written, cause: %s", e.getClass().getSimpleName());
            return MailOutcome.LATER;
        }
    }

    /** The client's encoder ends lines as files do, and leaves the end of the parts to whoever sends them. */
    private String mime(Letter letter) {
        String parts = new MailEncoder(letters.of(letter), HOST).encode();
        Matcher boundary = BOUNDARY.matcher(parts);
        String end = boundary.find() ? "--" + boundary.group(1) + "--\n" : "";
        return (parts + end).replaceAll("\\r?\\n", "\r\n");
    }
}
