package org.baraza.benchmarks.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.baraza.benchmarks.contender.Contender;

/** The processor time that the processes of a side use from {@link #from} on. */
final class ProcessorTime {

    private final Contender side;
    private final Map<String, Duration> before;

    private ProcessorTime(Contender side, Map<String, Duration> before) {
        this.side = side;
        this.before = before;
    }

    static ProcessorTime from(Contender side) {
        return new ProcessorTime(side, side.cpuTimes());
    }

    /**
     * What was used until now.
     *
     * @param units how many pieces of work it was used for
     */
    Spent spentOn(double units) {
        Map<String, Double> micros = new LinkedHashMap<>();
        side.cpuTimes()
                .forEach((process, time) ->
                        micros.put(process, time.minus(before.get(process)).toNanos() / 1_000.0 / units));
        return new Spent(micros);
    }

    /**
     * Processor time for one piece of work.
     *
     * @param microsByProcess microseconds, by the name of the process
     */
    record Spent(Map<String, Double> microsByProcess) {

        /** Microseconds of all processes together. */
        double micros() {
            return microsByProcess.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        /** Microseconds of these processes together. */
        double microsOf(Set<String> processes) {
            return processes.stream().mapToDouble(microsByProcess::get).sum();
        }

        /** A line for people. */
        String text(String unit) {
            return microsByProcess.entrySet().stream()
                    .map(entry -> String.format("%s %.1f", entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", ", "  CPU a " + unit + ", µs: ", ""));
        }
    }
}
