package org.baraza.local.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.baraza.local.process.LocalLibraries;
import org.baraza.local.process.SearchPath;

/** Finds a Redis server to run on this machine. */
public final class RedisBinary {

    private static final String LIBRARY = "embedded-redis-";
    private static final String PROGRAM = "redis-server";

    private RedisBinary() {}

    /**
     * The program on the PATH, else one for this system taken out of the embedded-redis library.
     *
     * @param directory where to put the program when it has to be taken out
     * @throws IllegalStateException if there is none for this system
     */
    static Path locate(Path directory) {
        return onPath().orElseGet(() -> extract(directory));
    }

    /** The program on the PATH. */
    public static Optional<Path> onPath() {
        return SearchPath.find(PROGRAM);
    }

    private static Path extract(Path directory) {
        Path library = LocalLibraries.find().library(LIBRARY);
        String ending = systemEnding();
        try (ZipFile zip = new ZipFile(library.toFile())) {
            ZipEntry entry = zip.stream()
                    .map(ZipEntry.class::cast)
                    .filter(e -> e.getName().startsWith(PROGRAM) && e.getName().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "no Redis for " + ending + " in " + library + ": put redis-server on the PATH"));
            return write(zip, entry, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take redis-server out of " + library, e);
        }
    }

    private static Path write(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path program = directory.resolve(entry.getName()).toAbsolutePath();
        if (Files.exists(program) && Files.size(program) == entry.getSize()) {
            return program;
        }
        Path half = Files.createTempFile(directory, PROGRAM, ".part");
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!half.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + half + " executable");
        }
        return Files.move(half, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String systemEnding() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String processor = arch.contains("aarch64") || arch.contains("arm64") ? "arm64" : "amd64";
        if (system.contains("win")) {
            return "windows-" + processor + ".exe";
        }
        return (system.contains("mac") ? "darwin-" : "linux-") + processor;
    }
}
