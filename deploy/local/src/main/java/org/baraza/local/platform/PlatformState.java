package org.baraza.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What runs on a data folder, as its file {@code platform.json} tells the other commands and the next start.
 *
 * @param launcher the process that started the rest
 * @param gateways the URLs of the gateways
 * @param kafka Kafka's {@code bootstrap.servers}
 * @param processes the children
 */
public record PlatformState(
        RunningProcess launcher, List<String> gateways, String kafka, List<RunningProcess> processes) {

    private static final String FILE = "platform.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public PlatformState {
        gateways = List.copyOf(gateways);
        processes = List.copyOf(processes);
    }

    /** What the folder tells; empty when nothing was started there, or its last start came to its end in order. */
    static Optional<PlatformState> read(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), PlatformState.class));
        } catch (IOException e) {
            throw new SetupException("Cannot read " + file + ": remove it.", e);
        }
    }

    /**
     * What runs on the folder now.
     *
     * @throws SetupException if nothing does
     */
    public static PlatformState running(Path dataFolder) {
        return read(dataFolder)
                .filter(state -> state.launcher().isAlive())
                .orElseThrow(() -> new SetupException("No Baraza runs on " + dataFolder
                        + ": start one with './baraza up', or point at it with --data."));
    }

    /** Replaces the file in one step: a reader sees the old one or the new one. */
    void write(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        Path half = dataFolder.resolve(FILE + ".part");
        try {
            JSON.writeValue(half.toFile(), this);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupException("Cannot write " + file + " (" + e.getMessage() + "): is the disk full?", e);
        }
    }

    static void remove(Path dataFolder) {
        try {
            Files.deleteIfExists(dataFolder.resolve(FILE));
        } catch (IOException e) {
            throw new SetupException("Cannot remove " + dataFolder.resolve(FILE) + ": " + e.getMessage(), e);
        }
    }
}
