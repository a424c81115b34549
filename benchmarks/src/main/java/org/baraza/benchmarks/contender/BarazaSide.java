package org.baraza.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.baraza.benchmarks.client.ClientSocket;
import org.baraza.local.platform.LocalPlatform;
import org.baraza.local.process.ManagedProcess;

/** Baraza: four services, Kafka, Redis and the database. */
final class BarazaSide implements Contender {

    private static final String GATEWAY = "gateway-1";

    private final LocalPlatform platform;
    private final Members members;
    private final BroadcastEvents broadcasts;

    BarazaSide(LocalPlatform platform, Members members, BroadcastEvents broadcasts) {
        this.platform = platform;
        this.members = members;
        this.broadcasts = broadcasts;
    }

    @Override
    public String name() {
        return "Baraza";
    }

    @Override
    public String url() {
        return platform.gatewayUrl(0);
    }

    @Override
    public String tokenOf(String userId) {
        return members.tokenOf(userId);
    }

    @Override
    public Map<String, Duration> cpuTimes() {
        return ProcessUsage.cpuTimes(platform.processes());
    }

    @Override
    public Set<String> deliveryProcesses() {
        return Set.of(GATEWAY, "kafka", "redis");
    }

    @Override
    public long residentBytes() {
        ManagedProcess gateway = platform.process(GATEWAY);
        collectGarbage(gateway.pid());
        return ProcessUsage.residentBytes(gateway);
    }

    @Override
    public boolean takesOrdersFromASocket() {
        return false;
    }

    @Override
    public boolean hasLimits() {
        return true;
    }

    @Override
    public void fanOut(Room room, List<String> texts, ClientSocket sender) {
        broadcasts.publish(room, texts);
    }

    private static void collectGarbage(long pid) {
        try {
            String jcmd = System.getProperty("java.home") + "/bin/jcmd";
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the gateway did not collect its garbage");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
