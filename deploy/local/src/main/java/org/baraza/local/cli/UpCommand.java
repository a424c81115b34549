package org.baraza.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import org.baraza.local.database.DatabaseChoice;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.platform.PlatformOptions;
import org.baraza.local.platform.SetupException;
import org.baraza.local.process.LogFollower;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the platform and keeps it until it is interrupted. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the whole platform on this machine: Kafka, Redis, a database and the services.",
        footer = {
            "",
            "The database is the one at MONGODB_URI, else the mongod named by MONGOD or found on the",
            "PATH, else a built-in stand-in that is not for production. Ctrl-C ends everything."
        })
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The gateway's port; further gateways get the ports after it. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--gateways",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many gateways to start. Default: ${DEFAULT-VALUE}.")
    private int gateways;

    @Option(names = "--ephemeral", description = "Keep the data in a temporary folder that is removed at the end.")
    private boolean ephemeral;

    @Option(names = "--verbose", description = "Print what the components log, too.")
    private boolean verbose;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Console console = new Console(spec.commandLine().getOut());
        Path folder = folder();
        DatabaseChoice database = DatabaseChoice.fromEnvironment();
        PlatformOptions options =
                new PlatformOptions(port, folder, ephemeral, gateways, true, false, database, Map.of(), Map.of());
        EndOfRun end = EndOfRun.onSignal(console);
        try (LogFollower logs = verbose ? follow(folder, console) : null) {
            return run(options, console, end);
        } catch (RuntimeException e) {
            if (end.isNear()) {
                return CommandLine.ExitCode.OK;
            }
            throw e;
        } finally {
            end.mainIsDone();
        }
    }

    private int run(PlatformOptions options, Console console, EndOfRun end) {
        try (LocalPlatform platform = LocalPlatform.start(options, console)) {
            end.closeFirst(platform);
            console.note("the data is in " + platform.data() + (ephemeral ? " until the end" : ""));
            console.note("the database is " + platform.database().kind().description());
            new TryIt(platform.gatewayUrls(), dataArgument(platform.data()))
                    .lines()
                    .forEach(console::line);
            String culprit = platform.gaveUp().join();
            console.line("baraza: " + culprit + " died too often; ending everything.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Path folder() throws IOException {
        if (!ephemeral) {
            return data.path();
        }
        if (!data.isDefault()) {
            throw new SetupException("--ephemeral and --data exclude each other: leave one away.");
        }
        return Files.createTempDirectory("baraza-");
    }

    private String dataArgument(Path folder) {
        return data.isDefault() && !ephemeral ? "" : " --data '" + folder + "'";
    }

    private static LogFollower follow(Path folder, Console console) {
        return new LogFollower(folder.resolve("logs"), (name, line) -> console.line(name + " | " + line));
    }
}
