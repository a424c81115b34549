package org.baraza.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The log of one process: one file per start, with the one of the start before it kept beside as {@code …previous.log}.
 *
 * <p>The process writes to the file itself, not through us: a launcher that dies blocks nobody's output.
 */
public final class LogFile {

    /** Bytes at the end of a log that are searched for its last lines; lines before them are not shown. */
    private static final int TAIL_BYTES = 64 * 1024;

    private final Path path;

    public LogFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Puts the log of the last start aside and begins an empty one. */
    void rotate() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (Files.exists(path)) {
                String name = path.getFileName().toString().replaceFirst("\\.log$", "");
                Files.move(path, path.resolveSibling(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path, e);
        }
    }

    /** The last lines, oldest first; empty when there is no log. */
    public List<String> tail(int lines) {
        List<String> all = readFrom(Math.max(0, size() - TAIL_BYTES)).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** Whether some line so far starts with a text. */
    boolean hasLine(String prefix) {
        return readFrom(0).lines().anyMatch(line -> line.startsWith(prefix));
    }

    /** Everything from a position on; empty when there is nothing. */
    String readFrom(long position) {
        long size = size();
        if (position >= size) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(size - position)];
            file.seek(position);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
