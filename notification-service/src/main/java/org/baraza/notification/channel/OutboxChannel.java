package org.baraza.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;

/**
 * Stands in for every channel without credentials: writes what it would send, one file of JSON a push, below {@code push} and a
 * folder of the person. Where no folder is set there is no way out.
 */
@ApplicationScoped
class OutboxChannel implements NotificationChannel {

    /** Below the outbox every way out has a folder of its own. */
    private static final String FOLDER = "push";

    private final Optional<Path> folder;
    private final ObjectMapper json;
    private final Clock clock;

    OutboxChannel(NotificationServiceConfig config, ObjectMapper json, Clock clock) {
        this.folder = config.outboxDir().map(path -> Path.of(path, FOLDER));
        this.json = json;
        this.clock = clock;
    }

    /** A push as it lies in the outbox. */
    public record Letter(Instant at, String channel, String userId, String deviceId, Push push) {}

    @Override
    public String provider() {
        return "outbox";
    }

    @Override
    public boolean isConfigured() {
        return folder.isPresent();
    }

    @Override
    public boolean reaches(DeviceType type) {
        return true;
    }

    @Override
    public CompletionStage<Outcome> deliver(Push push, Device device) {
        Instant now = clock.instant();
        Letter letter = new Letter(now, device.type(), device.userId(), device.deviceId(), push);
        return CompletableFuture.supplyAsync(() -> write(letter));
    }

    private Outcome write(Letter letter) {
        Path own = folder.orElseThrow().resolve(letter.userId());
        String name = letter.at().toEpochMilli() + "-" + UUID.randomUUID();
        try {
            Files.createDirectories(own);
            Path half = own.resolve(name + ".part");
            Files.write(half, json.writeValueAsBytes(letter));
            Files.move(half, own.resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
            return Outcome.SENT;
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox cannot be written", e);
        }
    }
}
