package org.baraza.local.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.baraza.contracts.notification.PostNotification;
import org.baraza.local.platform.NotificationPublisher;
import org.baraza.local.platform.PlatformState;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts notifications from a file, as the community's other systems would. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Posts notifications to the running platform, from a file with one JSON object per line.",
            "Either all lines are as they should be, or nothing is posted. Posting a file again changes nothing."
        },
        footer = {
            "",
            "A line: {\"id\":\"like/7f3a/2041\",\"userId\":\"65c1…\",\"type\":\"LIKE\",\"title\":\"Juma likes your post\",",
            "\"message\":\"Behind the scenes\",\"senderId\":\"65c1…\",\"actionUrl\":\"/posts/7f3a\",",
            "\"metadata\":{\"postId\":\"7f3a\"},\"occurredAt\":\"2026-11-01T08:00:00Z\"}"
        })
final class NotificationsImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<PostNotification> notifications = NotificationPublisher.read(file);
        PlatformState running = PlatformState.running(data.path());
        try (NotificationPublisher publisher = new NotificationPublisher(running.kafka())) {
            publisher.publish(notifications);
        }
        new Console(spec.commandLine().getOut()).line(notifications.size() + " notifications posted");
        return ExitCode.OK;
    }
}
