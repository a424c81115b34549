package org.baraza.benchmarks.workload;

import java.util.List;
import java.util.function.Consumer;

import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;

/** One kind of load. */
public interface Workload {

    /** Short name, for the command line. */
    String id();

    /** What it is, in a sentence for the report. */
    String description();

    /** Whether it says something about this side. */
    default boolean isFor(Contender side) {
        return true;
    }

    /**
     * Drives one side for one round.
     *
     * @param progress hears what happens meanwhile, in lines for people
     * @return its figures, in the order of the report; the first is the one that is compared
     */
    List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException;

    /**
     * A figure of a round.
     *
     * @param name what was measured
     * @param value how much
     * @param unit of the value
     * @param lessIsBetter whether the smaller value wins
     */
    record Figure(String name, double value, String unit, boolean lessIsBetter) {}
}
