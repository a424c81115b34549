package org.baraza.acceptance.contract;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The texts in compiled classes, as the constant pools of their files have them. */
final class ClassConstants {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int STRING = 8;
    /** Bytes of an entry by its tag, where they are always the same. */
    private static final Map<Integer, Integer> LENGTHS = Map.ofEntries(
            Map.entry(3, 4),
            Map.entry(4, 4),
            Map.entry(LONG, 8),
            Map.entry(DOUBLE, 8),
            Map.entry(7, 2),
            Map.entry(9, 4),
            Map.entry(10, 4),
            Map.entry(11, 4),
            Map.entry(12, 4),
            Map.entry(15, 3),
            Map.entry(16, 2),
            Map.entry(17, 4),
            Map.entry(18, 4),
            Map.entry(19, 2),
            Map.entry(20, 2));

    private ClassConstants() {}

    /** Every text that code below a folder holds. */
    static Stream<String> stringsBelow(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList().stream()
                    .flatMap(file -> strings(file).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> strings(Path file) {
        try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
            input.skipNBytes(8);
            int entries = input.readUnsignedShort();
            Map<Integer, String> texts = new HashMap<>();
            Set<Integer> strings = new HashSet<>();
            for (int i = 1; i < entries; i++) {
                int tag = input.readUnsignedByte();
                if (tag == UTF8) {
                    texts.put(i, input.readUTF());
                } else if (tag == STRING) {
                    strings.add(input.readUnsignedShort());
                } else {
                    input.skipNBytes(LENGTHS.get(tag));
                    i += tag == LONG || tag == DOUBLE ? 1 : 0;
                }
            }
            texts.keySet().retainAll(strings);
            return new HashSet<>(texts.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
