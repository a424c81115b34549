package org.baraza.local.cli;

import picocli.CommandLine.Command;

/** What can be done with notifications of other systems, beside {@link NotifyCommand}. */
@Command(
        name = "notifications",
        mixinStandardHelpOptions = true,
        description = "Notifications of other systems of the community.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = NotificationsImportCommand.class)
final class NotificationsCommand {}
