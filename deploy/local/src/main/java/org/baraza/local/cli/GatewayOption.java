package org.baraza.local.cli;

import java.nio.file.Path;

import org.baraza.local.platform.PlatformState;
import picocli.CommandLine.Option;

/** The option {@code --url}, the same in every command that talks to a gateway. */
final class GatewayOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The gateway to talk to; by default the first one of the platform that runs on the data folder.")
    private String given;

    /**
     * The gateway's base URL.
     *
     * @throws org.baraza.local.platform.SetupException if none is given and nothing runs
     */
    String url(Path dataFolder) {
        return given == null ? PlatformState.running(dataFolder).gateways().get(0) : given;
    }
}
