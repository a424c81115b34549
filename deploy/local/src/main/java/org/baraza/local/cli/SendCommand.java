package org.baraza.local.cli;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.People;
import org.baraza.local.platform.SetupException;
import org.baraza.local.platform.Tokens;
import org.json.JSONException;
import org.json.JSONObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one direct message over a socket and shows the acknowledgement. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends a direct message from one person to another over a socket.")
final class SendCommand implements Callable<Integer> {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(15);

    @Parameters(index = "0", paramLabel = "FROM", description = "Who sends: a username, an id or a first name.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "Who is to get it.")
    private String to;

    @Parameters(index = "2", paramLabel = "TEXT", description = "The text; quote it.")
    private String text;

    @Mixin
    private DataOption data;

    @Mixin
    private GatewayOption gateway;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JSONException {
        People people = People.of(data.path());
        UserChanged sender = people.named(from);
        UserChanged receiver = people.named(to);
        String url = gateway.url(data.path());
        String token = Tokens.of(data.path()).tokenFor(sender, Duration.ofMinutes(5));
        JSONObject payload = new JSONObject()
                .put("receiverId", receiver.id())
                .put("content", text)
                .put("clientMessageId", UUID.randomUUID().toString());
        try (SocketSession session = SocketSession.to(url, token).connect()) {
            JSONObject ack = session.request("message:send", payload, ACK_TIMEOUT);
            new Console(spec.commandLine().getOut()).line(outcome(ack));
        }
        return ExitCode.OK;
    }

    /** The gateway's answer in a line; a refusal ends the command. */
    private static String outcome(JSONObject ack) {
        if (ack.has("error")) {
            String code = ack.optString("code", ack.optString("error"));
            throw new SetupException(
                    "Not sent, " + Text.printable(code) + ": " + Text.printable(ack.optString("message")));
        }
        return Text.printable(
                "sent " + ack.optString("id") + " seq " + ack.optString("seq") + " at " + ack.optString("createdAt"));
    }
}
