package org.baraza.benchmarks.workload;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Members;

/**
 * What the processes use while nobody is connected and nothing happens.
 *
 * @param seconds for how long
 */
public record Idle(int seconds) implements Workload {

    private static final double MICROS_OF_A_PERCENT = 10_000;

    @Override
    public String id() {
        return "idle";
    }

    @Override
    public String description() {
        return "nobody is connected";
    }

    @Override
    public List<Figure> run(Contender side, Members members, Consumer<String> progress) throws InterruptedException {
        ProcessorTime time = ProcessorTime.from(side);
        TimeUnit.SECONDS.sleep(seconds);
        ProcessorTime.Spent spent = time.spentOn(seconds);
        progress.accept(spent.text("second"));
        return List.of(new Figure("of one processor", spent.micros() / MICROS_OF_A_PERCENT, "%", true));
    }
}
