package org.baraza.local.cli;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.People;
import org.baraza.local.platform.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what reaches a person's socket, as it arrives. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Connects as a person and prints what arrives, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {

    private static final Duration TOKEN_VALIDITY = Duration.ofHours(12);

    @Parameters(paramLabel = "NAME", description = "A username, an id or a first name; 'users' lists them.")
    private String name;

    @Mixin
    private DataOption data;

    @Mixin
    private GatewayOption gateway;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Console console = new Console(spec.commandLine().getOut());
        People people = People.of(data.path());
        UserChanged user = people.named(name);
        String url = gateway.url(data.path());
        EventLines lines = new EventLines(people);
        SocketSession session = SocketSession.to(url, Tokens.of(data.path()).tokenFor(user, TOKEN_VALIDITY));
        EventLines.EVENTS.forEach(event ->
                session.on(event, (occurred, args) -> console.line(now() + lines.line(occurred, args))));
        try (session) {
            session.connect();
            session.onConnection(
                    () -> console.line(now() + "connected again"),
                    reason -> console.line(now() + "connection lost (" + reason + "), trying again"));
            console.line("connected as " + user.profile().displayName() + ", Ctrl-C ends");
            session.emit("notifications:request-count");
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private static String now() {
        return LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " ";
    }
}
