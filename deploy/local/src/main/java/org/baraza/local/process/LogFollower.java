package org.baraza.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Hands on every complete line that is written to the logs of a folder from now on, with the component's name. */
public final class LogFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String ENDING = ".log";
    private static final String PREVIOUS = ".previous.log";

    private final Path folder;
    private final BiConsumer<String, String> sink;
    private final Map<String, Position> positions = new HashMap<>();
    private final Thread thread = new Thread(this::run, "follow-logs");

    /** How far a file was read; a file of another key under the same name is a new one. */
    private record Position(Object fileKey, long offset) {}

    public LogFollower(Path folder, BiConsumer<String, String> sink) {
        this.folder = folder;
        this.sink = sink;
        logs().forEach(log -> positions.put(name(log), new Position(key(log), new LogFile(log).size())));
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            logs().forEach(this::read);
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Path log) {
        String name = name(log);
        Object key = key(log);
        Position known = positions.get(name);
        long offset = known != null && known.fileKey().equals(key) ? known.offset() : 0;
        String text = new LogFile(log).readFrom(offset);
        int end = text.lastIndexOf('\n') + 1;
        String complete = text.substring(0, end);
        complete.lines().forEach(line -> sink.accept(name, line));
        positions.put(name, new Position(key, offset + complete.getBytes(StandardCharsets.UTF_8).length));
    }

    private List<Path> logs() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(ENDING) && !file.toString().endsWith(PREVIOUS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String name(Path log) {
        String file = log.getFileName().toString();
        return file.substring(0, file.length() - ENDING.length());
    }

    /** The operating system's identity of a file, where it has one. */
    private static Object key(Path log) {
        try {
            Object key = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
            return key == null ? log : key;
        } catch (IOException e) {
            return log;
        }
    }
}
