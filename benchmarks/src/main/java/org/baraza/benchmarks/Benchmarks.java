package org.baraza.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.baraza.benchmarks.contender.Contender;
import org.baraza.benchmarks.contender.Contenders;
import org.baraza.benchmarks.report.Comparison;
import org.baraza.benchmarks.report.Report;
import org.baraza.benchmarks.workload.Connects;
import org.baraza.benchmarks.workload.DurableDirect;
import org.baraza.benchmarks.workload.FanOut;
import org.baraza.benchmarks.workload.Idle;
import org.baraza.benchmarks.workload.Neighbours;
import org.baraza.benchmarks.workload.Relay;
import org.baraza.benchmarks.workload.Workload;
import org.baraza.local.platform.Progress;
import org.baraza.local.platform.SetupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./baraza benchmark}: measures Baraza and the design that it replaces, and prints a table. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Baraza and the Node server that it replaces under the same loads, in turns.",
            "Takes about half an hour; nothing else should run on the machine meanwhile."
        })
public final class Benchmarks implements Callable<Integer> {

    private static final int PEOPLE = 10_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "run these workloads: idle, durable, relay, chapter, burst, broadcast, neighbours, connects")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "turns of each side (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--quick", description = "one short round each: to see that it works, not for figures")
    private boolean quick;

    @Option(names = "--without-old-design", description = "measure Baraza alone; needs no Node")
    private boolean alone;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "write the table to this file, too; docs/benchmarks.md is the one of the project")
    private Path report;

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof SetupException) {
                        line.getErr().println("baraza: " + e.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw e;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("baraza.home", "."));
        Path data = Files.createTempDirectory("baraza-benchmark-");
        List<Workload> workloads = workloads();
        Path oldDesign = alone ? null : home.resolve("benchmarks/src/main/node/old-design");
        say("Starting both sides (a minute)");
        try (Contenders contenders = Contenders.start(data, PEOPLE, oldDesign, new StartProgress())) {
            say("Signing tokens");
            contenders.members().prepareTokens(PEOPLE);
            List<Comparison> comparisons = new ArrayList<>();
            for (Workload workload : workloads) {
                comparisons.add(compare(workload, contenders));
            }
            publish(new Report(names(contenders), comparisons, machine(), contenders.database(), turns()));
        }
        return CommandLine.ExitCode.OK;
    }

    private Comparison compare(Workload workload, Contenders contenders) throws InterruptedException {
        say(workload.id() + ": " + workload.description());
        Comparison comparison = new Comparison(workload, names(contenders));
        for (int round = 1; round <= turns(); round++) {
            for (Contender side :
                    contenders.sides().stream().filter(workload::isFor).toList()) {
                List<Workload.Figure> figures = workload.run(side, contenders.members(), line -> say("    " + line));
                comparison.add(side.name(), figures);
                say(String.format("  %d/%d %s: %s", round, turns(), side.name(), text(figures)));
            }
        }
        return comparison;
    }

    private List<Workload> workloads() {
        int scale = quick ? 5 : 1;
        List<Workload> all = List.of(
                new Idle(20 / scale),
                new Connects(PEOPLE / scale),
                new Relay(5_000 / scale, 20 / scale),
                new FanOut("chapter", Contender.Room.CHAPTER, 1_000, 1, 20, 400 / scale),
                new FanOut("burst", Contender.Room.CHAPTER, 1_000, 8, 5, 100 / scale),
                new FanOut("broadcast", Contender.Room.EVERYBODY, PEOPLE / scale, 1, 2, 40 / scale),
                new Neighbours(400 / scale),
                new DurableDirect(10 / scale));
        List<Workload> wanted = all.stream()
                .filter(workload -> only.isEmpty() || only.contains(workload.id()))
                .toList();
        if (wanted.isEmpty() || !only.isEmpty() && wanted.size() != only.size()) {
            throw new SetupException("--only names a workload that there is not: "
                    + String.join(", ", all.stream().map(Workload::id).toList()) + " are those that there are.");
        }
        return wanted;
    }

    private int turns() {
        return quick ? 1 : rounds;
    }

    private void publish(Report found) {
        System.out.println();
        System.out.print(found.markdown());
        if (report != null) {
            found.writeTo(report);
            say("written to " + report);
        }
    }

    private static List<String> names(Contenders contenders) {
        return contenders.sides().stream().map(Contender::name).toList();
    }

    private static String text(List<Workload.Figure> figures) {
        return String.join(
                ", ",
                figures.stream()
                        .map(figure -> String.format("%s %.1f %s", figure.name(), figure.value(), figure.unit()))
                        .toList());
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = Files.exists(cpus)
                ? Files.readAllLines(cpus).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        return String.format(
                "%d × %s, Java %s.",
                Runtime.getRuntime().availableProcessors(),
                model,
                Runtime.version().feature());
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private static final class StartProgress implements Progress {

        @Override
        public void starting(String component) {}

        @Override
        public void ready(String component, Duration took) {
            say("  " + component + " is ready after " + took.toSeconds() + " s");
        }

        @Override
        public void died(String component, String what, List<String> logTail) {
            say("  " + component + " " + what);
            logTail.forEach(line -> say("    " + line));
        }

        @Override
        public void note(String line) {
            say("  " + line);
        }
    }
}
