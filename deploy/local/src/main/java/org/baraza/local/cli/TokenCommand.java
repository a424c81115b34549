package org.baraza.local.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.baraza.local.platform.People;
import org.baraza.local.platform.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token of a person. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a token (JWT) with which to call the platform as a person.")
final class TokenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A username, an id or a first name; 'users' lists them.")
    private String name;

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            defaultValue = "12h",
            converter = PeriodConverter.class,
            description = "How long it is valid, as 30m, 12h or 7d. Default: ${DEFAULT-VALUE}.")
    private Duration expiresIn;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String token = Tokens.of(data.path()).tokenFor(People.of(data.path()).named(name), expiresIn);
        new Console(spec.commandLine().getOut()).line(token);
        return ExitCode.OK;
    }
}
