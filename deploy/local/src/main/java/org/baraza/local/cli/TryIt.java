package org.baraza.local.cli;

import java.util.ArrayList;
import java.util.List;

import org.baraza.contracts.user.UserChanged;
import org.baraza.local.platform.DemoCommunity;
import org.baraza.local.platform.People;

/**
 * What {@code up} prints when everything is ready.
 *
 * @param gateways the URLs of the gateways
 * @param dataArgument what other commands need to find this platform; empty for the usual folder
 */
record TryIt(List<String> gateways, String dataArgument) {

    private static final String SENDER = "juma";
    private static final String RECEIVER = "zawadi";

    List<String> lines() {
        String url = forPeople(gateways.get(0));
        UserChanged receiver = new People(DemoCommunity.people()).named(RECEIVER);
        List<String> lines = new ArrayList<>();
        lines.add("ready " + url);
        lines.add("");
        lines.add("Try it in another terminal:");
        lines.add("  " + command("tail " + RECEIVER));
        lines.add("  " + command("send " + SENDER + " " + RECEIVER + " 'Habari ya asubuhi!'"));
        lines.add("or over REST:");
        lines.add("  SENDER=$(" + command("token " + SENDER) + ")");
        lines.add("  RECEIVER=$(" + command("token " + RECEIVER) + ")");
        lines.add("  curl -H \"Authorization: Bearer $SENDER\" -H 'Content-Type: application/json' \\");
        lines.add("    -d '{\"receiverId\":\"" + receiver.id() + "\",\"content\":\"Karibu!\"}' " + url
                + "/api/v1/messages");
        lines.add("  curl -H \"Authorization: Bearer $RECEIVER\" " + url + "/api/v1/messages/conversations");
        if (gateways.size() > 1) {
            lines.add("Further gateways: "
                    + String.join(
                            " ",
                            gateways.subList(1, gateways.size()).stream()
                                    .map(TryIt::forPeople)
                                    .toList()));
        }
        lines.add("Ctrl-C ends everything.");
        return lines;
    }

    private String command(String arguments) {
        return "./baraza " + arguments + dataArgument;
    }

    private static String forPeople(String url) {
        return url.replace("//127.0.0.1:", "//localhost:");
    }
}
