package org.baraza.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.baraza.benchmarks.workload.Workload;
import org.baraza.benchmarks.workload.Workload.Figure;

/** The figures of one workload: for each side and figure the values of all rounds. */
public final class Comparison {

    private final Workload workload;
    private final List<String> sides;
    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /** @param sides the names of the sides, the one that the others are compared with first */
    public Comparison(Workload workload, List<String> sides) {
        this.workload = workload;
        this.sides = List.copyOf(sides);
    }

    /** Adds a round of one side. */
    public void add(String side, List<Figure> round) {
        for (Figure figure : round) {
            figures.putIfAbsent(figure.name(), figure);
            values.computeIfAbsent(figure.name(), absent -> new LinkedHashMap<>())
                    .computeIfAbsent(side, absent -> new ArrayList<>())
                    .add(figure.value());
        }
    }

    /** The rows of a Markdown table: what, each side's median with least and greatest, the ratio of the first two. */
    public List<String> rows() {
        return figures.values().stream().map(this::row).toList();
    }

    /** What was done. */
    public String description() {
        return workload.description();
    }

    private String row(Figure figure) {
        Map<String, List<Double>> bySide = values.get(figure.name());
        StringBuilder row = new StringBuilder("| ").append(figure.name());
        if (!figure.unit().isEmpty()) {
            row.append(", ").append(figure.unit());
        }
        for (String side : sides) {
            row.append(" | ").append(bySide.containsKey(side) ? spread(bySide.get(side)) : "–");
        }
        return row.append(" | ").append(ratio(bySide)).append(" |").toString();
    }

    private String ratio(Map<String, List<Double>> bySide) {
        if (sides.size() < 2 || !bySide.keySet().containsAll(sides) || median(bySide.get(sides.get(1))) == 0) {
            return "–";
        }
        double ratio = median(bySide.get(sides.get(0))) / median(bySide.get(sides.get(1)));
        return String.format(Locale.ROOT, "%.2f×", ratio);
    }

    private static String spread(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        String middle = number(median(values));
        return sorted.length == 1
                ? middle
                : middle + " (" + number(sorted[0]) + "–" + number(sorted[sorted.length - 1]) + ")";
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.1f", value);
    }
}
