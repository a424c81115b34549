package org.baraza.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A text file with one JSON object a line. */
final class JsonLines {

    private JsonLines() {}

    /**
     * Reads all of a file; empty lines are skipped.
     *
     * @param what a line is to be, with its article, for an error message
     * @throws SetupException naming the line that is none
     */
    static <T> List<T> read(Path file, Class<T> type, String what) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<T> read = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    read.add(parse(lines.get(i), type, "Line " + (i + 1) + " of " + file + " is not " + what));
                }
            }
            return read;
        } catch (IOException e) {
            throw new SetupException("Cannot read " + file + ": is it there, and a text file?", e);
        }
    }

    private static <T> T parse(String line, Class<T> type, String otherwise) {
        try {
            return Json.MAPPER.readValue(line, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String reason = e.getMessage().lines().findFirst().orElse("");
            throw new SetupException(otherwise + ": " + reason, e);
        }
    }
}
