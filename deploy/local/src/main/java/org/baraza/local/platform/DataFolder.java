package org.baraza.local.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

import org.baraza.local.process.FileTree;

/**
 * The folder with everything that stays between two starts, held by one running platform at a time.
 *
 * <p>A marker file says that the folder is ours and was set up completely; it is written last. While the folder is being
 * set up another file says so, by which a half-written folder is known. The lock is the operating system's and goes with
 * the process that holds it.
 *
 * <pre>
 * .baraza        the marker: the layout's version
 * .lock          locked while a platform runs here
 * keys/          the key pair that signs tokens, the secret that signs links in mails
 * kafka/ redis/ mongodb/ stand-in/
 * logs/          one file per component and start
 * outbox/        what would have been sent, a folder for each way out: push/ (below it one for each person), mail/
 * platform.json  what runs here: addresses and process ids
 * users.jsonl    people imported beside the demo community
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

    private static final String MARKER = ".baraza";
    private static final String UNFINISHED = ".baraza-unfinished";
    private static final String LOCK = ".lock";
    private static final String LAYOUT = "1";

    /** Below this the start is refused: Kafka and the database each set aside some at once. */
    private static final long MIN_FREE_BYTES = 512L * 1024 * 1024;

    private final Path path;
    private final boolean ephemeral;
    private final FileChannel channel;

    private DataFolder(Path path, boolean ephemeral, FileChannel channel) {
        this.path = path;
        this.ephemeral = ephemeral;
        this.channel = channel;
    }

    /**
     * Takes hold of a folder, and sets it up if it is new.
     *
     * @param ephemeral whether to remove it on close
     * @throws SetupException if it is not ours, half-written, in use, or its disk is full
     */
    public static DataFolder open(Path path, boolean ephemeral) {
        try {
            refuseForeign(path);
            Files.createDirectories(path);
            refuseFullDisk(path);
            if (!Files.exists(path.resolve(MARKER)) && !Files.exists(path.resolve(UNFINISHED))) {
                Files.createFile(path.resolve(UNFINISHED));
                return new DataFolder(path, ephemeral, lock(path)).setUp();
            }
            FileChannel lock = lock(path);
            refuseUnfinished(path, lock);
            return new DataFolder(path, ephemeral, lock);
        } catch (IOException e) {
            throw new SetupException(
                    "The data folder " + path + " cannot be used (" + e.getMessage()
                            + "): mend its permissions or choose another with --data.",
                    e);
        }
    }

    /** Whether a folder is there and was set up completely. */
    public static boolean isSetUp(Path path) {
        return Files.isRegularFile(path.resolve(MARKER));
    }

    public Path path() {
        return path;
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Tokens tokens() {
        return Tokens.in(path);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SetupException("cannot release " + path, e);
        }
        if (ephemeral) {
            FileTree.delete(path);
        }
    }

    private DataFolder setUp() throws IOException {
        Files.createDirectories(logs());
        Tokens.createIn(path);
        Files.writeString(path.resolve(MARKER), LAYOUT + "\n");
        Files.delete(path.resolve(UNFINISHED));
        return this;
    }

    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new SetupException(path + " is a file: choose a folder with --data.");
        }
        if (!Files.isDirectory(path) || isSetUp(path) || Files.exists(path.resolve(UNFINISHED))) {
            return;
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new SetupException(path + " holds other things than Baraza's data: choose another with --data.");
            }
        }
    }

    private static void refuseFullDisk(Path path) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new SetupException("Only " + free / (1024 * 1024) + " MB are free for " + path + " and "
                    + MIN_FREE_BYTES / (1024 * 1024) + " MB are needed: make room or choose another disk with --data.");
        }
    }

    private static void refuseUnfinished(Path path, FileChannel lock) throws IOException {
        boolean unfinished = !isSetUp(path);
        String layout =
                unfinished ? LAYOUT : Files.readString(path.resolve(MARKER)).strip();
        if (unfinished || !layout.equals(LAYOUT)) {
            lock.close();
            throw new SetupException(
                    unfinished
                            ? "The data folder " + path + " was never set up completely: remove it and start again."
                            : "The data folder " + path + " has layout " + layout + " and this version needs " + LAYOUT
                                    + ": choose another with --data.");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new SetupException("Another Baraza runs on the data folder " + path
                    + ": stop that one or choose another folder with --data.");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }
}
