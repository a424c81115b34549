package org.baraza.local.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.notification.PostNotification;
import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.NotificationPublisher;
import org.baraza.local.platform.People;
import org.baraza.local.platform.PlatformState;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts a notification for a person, as the community's other systems would. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description =
                "Posts a notification for a person, as another system of the community would: a like, a comment, …",
        footer = {
            "",
            "For example: ./baraza notify zawadi --type LIKE --title 'Juma likes your post' --from juma --url /posts/7f3a"
        })
final class NotifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Who is told: a username, an id or a first name.")
    private String name;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "What it is: LIKE, COMMENT, CONNECTION_REQUEST, SYSTEM or another word in capitals.")
    private String type;

    @Option(names = "--title", paramLabel = "TEXT", required = true, description = "The headline; quote it.")
    private String title;

    @Option(names = "--message", paramLabel = "TEXT", description = "A line of text; quote it.")
    private String message;

    @Option(names = "--from", paramLabel = "NAME", description = "Who caused it; by default nobody.")
    private String from;

    @Option(
            names = "--url",
            paramLabel = "PATH",
            description = "Where a click leads: a path of the website, like /posts/7f3a.")
    private String url;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The other system's own id for it: the same id is told a person once. By default a new one.")
    private String id;

    @Option(names = "--priority", paramLabel = "P", description = "One of ${COMPLETION-CANDIDATES}. Default: NORMAL.")
    private Priority priority;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        People people = People.of(data.path());
        UserChanged user = people.named(name);
        PostNotification notification = new PostNotification(
                id == null ? "cli/" + UUID.randomUUID() : id,
                user.id(),
                type,
                title,
                message,
                from == null ? null : people.named(from).id(),
                url,
                null,
                priority,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        PlatformState running = PlatformState.running(data.path());
        try (NotificationPublisher publisher = new NotificationPublisher(running.kafka())) {
            publisher.publish(List.of(notification));
        }
        new Console(spec.commandLine().getOut())
                .line("posted " + notification.id() + " to " + user.profile().displayName());
        return ExitCode.OK;
    }
}
