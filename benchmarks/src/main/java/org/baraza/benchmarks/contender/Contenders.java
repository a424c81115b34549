package org.baraza.benchmarks.contender;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.platform.PlatformOptions;
import org.baraza.local.platform.Progress;

/** Both sides, running on this machine at the same time; only one of them is under load at a time. */
public final class Contenders implements AutoCloseable {

    private static final String NO_LIMIT = "1000000";
    /** Limits that protect against clients like this one. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "GATEWAY_COMMANDS_PER_SECOND", NO_LIMIT,
            "GATEWAY_COMMANDS_BURST", NO_LIMIT,
            "GATEWAY_SOCKETS_MAX_UNAUTHENTICATED", NO_LIMIT,
            "GATEWAY_SOCKETS_MAX_PER_ADDRESS", NO_LIMIT);

    private static final long DIRECTORY_SECONDS = 10;

    private final LocalPlatform platform;
    private final BroadcastEvents broadcasts;
    private final OldDesign oldDesign;
    private final List<Contender> sides = new ArrayList<>();
    private final Members members;

    private Contenders(LocalPlatform platform, Members members, BroadcastEvents broadcasts, OldDesign oldDesign) {
        this.platform = platform;
        this.members = members;
        this.broadcasts = broadcasts;
        this.oldDesign = oldDesign;
        sides.add(new BarazaSide(platform, members, broadcasts));
        if (oldDesign != null) {
            sides.add(oldDesign);
        }
    }

    /**
     * Starts both sides, with an empty data folder that goes at the end.
     *
     * @param data the folder
     * @param people how many people there are
     * @param oldDesignSource the folder of the old design's server; null to leave that side out
     */
    public static Contenders start(Path data, int people, Path oldDesignSource, Progress progress)
            throws InterruptedException {
        PlatformOptions options =
                PlatformOptions.forTests(data).optimising().withEnvironment("realtime-gateway", UNLIMITED);
        LocalPlatform platform = LocalPlatform.start(options, progress);
        try {
            Members members = new Members(people, platform.tokens());
            platform.publishUsers(members.people());
            TimeUnit.SECONDS.sleep(DIRECTORY_SECONDS);
            OldDesign oldDesign = oldDesignSource == null ? null : OldDesign.start(platform, members, oldDesignSource);
            return new Contenders(platform, members, new BroadcastEvents(platform.kafkaBootstrap()), oldDesign);
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Baraza first. */
    public List<Contender> sides() {
        return sides;
    }

    public Members members() {
        return members;
    }

    /** Which database both sides write to. */
    public String database() {
        return platform.database().kind().toString();
    }

    @Override
    public void close() {
        broadcasts.close();
        if (oldDesign != null) {
            oldDesign.close();
        }
        platform.close();
    }
}
