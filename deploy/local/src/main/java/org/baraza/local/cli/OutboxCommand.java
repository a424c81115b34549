package org.baraza.local.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what would have been sent to devices and by mail, had the platform the credentials. */
@Command(
        name = "outbox",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what would have been pushed to devices and mailed, newest last.",
            "A push shows the device, its title and text, and in brackets its collapse key: on a device the next push"
                    + " with the same key replaces it."
        })
final class OutboxCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Only what goes to this person: a username, an id or a first name.")
    private String name;

    @Option(names = "--follow", description = "Go on and print what comes, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        People people = People.of(data.path());
        String userId = name == null ? null : people.named(name).id();
        OutboxReader outbox = new OutboxReader(data.path());
        if (print(console, people, outbox.next(), userId) == 0) {
            console.line("Nothing so far.");
        }
        while (follow) {
            Thread.sleep(LOOK.toMillis());
            print(console, people, outbox.next(), userId);
        }
        return ExitCode.OK;
    }

    /** @return how many */
    private static int print(Console console, People people, List<OutboxEntry> entries, String userId) {
        List<OutboxEntry> wanted = entries.stream()
                .filter(entry -> userId == null || userId.equals(entry.userId()))
                .toList();
        wanted.forEach(entry -> console.line(
                Text.printable(TIME.format(entry.at()) + "  " + person(people, entry.userId()) + "  " + entry.what())));
        return wanted.size();
    }

    private static String person(People people, String id) {
        return people.all().stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .map(UserChanged::profile)
                .map(profile -> profile.displayName())
                .orElse(id);
    }
}
