package org.baraza.acceptance.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is alive in the heap of a Java process.
 *
 * @param bytes of all of it
 * @param classes each class's name and what there is of it
 */
record Heap(long bytes, Map<String, Instances> classes) {

    /** What the JDK's tool prints for a class, after its place: how many, how large together, and its name. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)\\s*");
    private static final int COLLECTIONS = 5;
    private static final int SHOWN = 8;

    record Instances(long count, long bytes) {}

    /** Collects the garbage of a process and looks at what is left. */
    static Heap of(long pid) {
        // what only cleaners held is gone the second time, and one collection in four leaves no dead objects in between
        return Stream.generate(() -> read(histogram(pid)))
                .limit(COLLECTIONS)
                .min(Comparator.comparingLong(Heap::bytes))
                .orElseThrow();
    }

    private static Heap read(String histogram) {
        Map<String, Instances> classes = new HashMap<>();
        long total = 0;
        for (String line : histogram.lines().toList()) {
            Matcher ofClass = LINE.matcher(line);
            Matcher ofAll = TOTAL.matcher(line);
            if (ofClass.matches()) {
                classes.put(
                        ofClass.group(3),
                        new Instances(Long.parseLong(ofClass.group(1)), Long.parseLong(ofClass.group(2))));
            } else if (ofAll.matches()) {
                total = Long.parseLong(ofAll.group(2));
            }
        }
        if (total == 0) {
            throw new IllegalStateException("no histogram of a heap: " + histogram);
        }
        return new Heap(total, classes);
    }

    /** How many objects there are of a class. */
    long count(String className) {
        Instances some = classes.get(className);
        return some == null ? 0 : some.count();
    }

    /** Of which classes there is most more than there was. */
    String grownSince(Heap before) {
        return classes.keySet().stream()
                .sorted(Comparator.comparingLong((String name) -> bytesOf(name) - before.bytesOf(name))
                        .reversed())
                .limit(SHOWN)
                .map(name -> "%s +%d KiB".formatted(name, (bytesOf(name) - before.bytesOf(name)) >> 10))
                .collect(Collectors.joining(", "));
    }

    private long bytesOf(String className) {
        Instances some = classes.get(className);
        return some == null ? 0 : some.bytes();
    }

    private static String histogram(long pid) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
