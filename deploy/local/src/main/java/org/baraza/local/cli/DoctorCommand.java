package org.baraza.local.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether this machine has what the platform needs. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks whether this machine has what the platform needs.")
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The gateway's port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = new Console(spec.commandLine().getOut());
        List<Finding> findings =
                new MachineChecks(Runtime.version().feature(), System.getenv(), data.path(), port).all();
        findings.forEach(finding -> console.line(finding.line()));
        boolean bad = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD);
        return bad ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
