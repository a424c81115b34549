package org.baraza.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code ./baraza}. */
@Command(
        name = "baraza",
        description = "Runs the Baraza messaging platform on this machine, and talks to it.",
        mixinStandardHelpOptions = true,
        version = "Baraza 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            UsersCommand.class,
            TokenCommand.class,
            SendCommand.class,
            TailCommand.class,
            NotifyCommand.class,
            NotificationsCommand.class,
            OutboxCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        })
public final class Baraza {

    private Baraza() {}

    public static void main(String[] args) {
        quietLibraries();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Baraza());
        line.setExecutionExceptionHandler(new OneLineErrors());
        line.setParameterExceptionHandler((exception, args) -> {
            exception.getCommandLine().getErr().println("baraza: " + exception.getMessage());
            exception
                    .getCommandLine()
                    .getErr()
                    .println("'./baraza " + exception.getCommandLine().getCommandName() + " --help' tells more.");
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    /** What Kafka's client logs is not for people who type commands. */
    private static void quietLibraries() {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        }
    }
}
