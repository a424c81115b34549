package org.baraza.local.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the people of the local community. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "Lists the people of the community: the demo people and imported ones.",
        subcommands = UsersImportCommand.class)
final class UsersCommand implements Callable<Integer> {

    private static final String FORMAT = "%-12s %-22s %-12s %-15s %s";

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = new Console(spec.commandLine().getOut());
        console.line(String.format(Locale.ROOT, FORMAT, "USERNAME", "NAME", "CHAPTER", "ACCOUNT", "ID"));
        People.of(data.path()).all().forEach(user -> console.line(row(user)));
        return ExitCode.OK;
    }

    private static String row(UserChanged user) {
        return String.format(
                Locale.ROOT,
                FORMAT,
                user.username(),
                user.profile().displayName(),
                Optional.ofNullable(user.chapter()).map(Chapter::city).orElse("-"),
                user.accountType(),
                user.id());
    }
}
