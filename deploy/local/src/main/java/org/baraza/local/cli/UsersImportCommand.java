package org.baraza.local.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.People;
import org.baraza.local.platform.PlatformState;
import org.baraza.local.platform.UserPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes people from a file, as the community's user directory would. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Publishes people to the running platform, from a file with one JSON object per line.",
        footer = {
            "",
            "A line: {\"id\":\"65c1…\",\"firstName\":\"Asha\",\"lastName\":\"Nyerere\",\"username\":\"asha\",",
            "\"accountType\":\"CHAPTER_MEMBER\",\"chapter\":{\"_id\":\"65c1…\",\"name\":\"Nairobi Chapter\",",
            "\"code\":\"NBO\",\"country\":\"Kenya\",\"city\":\"Nairobi\"}}",
            "",
            "It says everything about a person: what it leaves out they lose. Also \"blockedUserIds\":[\"65c1…\"],",
            "\"isSuspended\":true, and \"tokensValidFrom\":\"2026-01-02T03:04:05Z\" to end earlier tokens."
        })
final class UsersImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<UserChanged> users = People.read(file);
        PlatformState running = PlatformState.running(data.path());
        try (UserPublisher publisher = new UserPublisher(running.kafka())) {
            publisher.publish(users);
        }
        People.remember(data.path(), users);
        new Console(spec.commandLine().getOut()).line(users.size() + " people published");
        return ExitCode.OK;
    }
}
