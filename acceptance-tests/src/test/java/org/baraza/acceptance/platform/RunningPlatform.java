package org.baraza.acceptance.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.baraza.acceptance.contract.RecordsOnTopics;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.platform.PlatformOptions;
import org.baraza.local.platform.Progress;
import org.baraza.local.process.ManagedProcess;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A whole platform for the tests of a class: two gateways, nothing restarted unasked, all data gone at the end. Register it
 * as a static field. What is on the topics at the end is held against the documents below {@code docs/api}.
 */
public final class RunningPlatform implements BeforeAllCallback, AfterAllCallback {

    private final UnaryOperator<PlatformOptions> change;
    private LocalPlatform platform;
    private Community community;

    private RunningPlatform(UnaryOperator<PlatformOptions> change) {
        this.change = change;
    }

    /** With default limits. */
    public static RunningPlatform withDefaults() {
        return new RunningPlatform(options -> options);
    }

    /** Changed, for example with further environment for a service. */
    public static RunningPlatform with(UnaryOperator<PlatformOptions> change) {
        return new RunningPlatform(change);
    }

    /** With limits on how much one person may send that no test will meet. */
    public static RunningPlatform forLoad() {
        return with(options -> options.withEnvironment(
                "realtime-gateway",
                Map.of("GATEWAY_COMMANDS_PER_SECOND", "100000", "GATEWAY_COMMANDS_BURST", "100000")));
    }

    /** The same, changed further. */
    public RunningPlatform and(UnaryOperator<PlatformOptions> further) {
        return new RunningPlatform(options -> further.apply(change.apply(options)));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path target = Files.createDirectories(Path.of("target", "platforms").toAbsolutePath());
        Path data =
                Files.createTempDirectory(target, context.getRequiredTestClass().getSimpleName() + "-");
        PlatformOptions options = change.apply(PlatformOptions.forTests(data).withGateways(2));
        platform = LocalPlatform.start(options, Progress.none());
        community = new Community(platform);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (platform == null) {
            return;
        }
        try {
            RecordsOnTopics.of(platform.kafkaBootstrap()).requireDocumented();
        } finally {
            platform.close();
        }
    }

    /**
     * Kills a process with SIGKILL and starts it again; returns when it is ready.
     *
     * @param tell is told how it goes
     */
    public void killAndRestart(String name, Consumer<String> tell) {
        ManagedProcess process = platform.process(name);
        process.kill();
        tell.accept(name + " killed");
        process.restart();
        tell.accept(name + " is back");
    }

    public LocalPlatform platform() {
        return platform;
    }

    public Community community() {
        return community;
    }

    /** The address of a gateway, counted from 0. */
    public String gateway(int index) {
        return platform.gatewayUrl(index);
    }
}
