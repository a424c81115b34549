package org.baraza.acceptance.lost;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.platform.TcpBalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The network between it and its clients is gone, and nobody is told: no connection is closed or reset. It goes on, and both
 * ends have to notice by the silence.
 */
abstract class HalfOpen implements Loss {

    private final TcpBalancer balancer;
    private final int gateway;
    private final LongSupplier pingTimeouts;
    private long timedOutBefore;
    private long lost;

    /**
     * @param gateway which target of the balancer is lost
     * @param pingTimeouts how many sockets the gateway has given up for their silence
     */
    HalfOpen(TcpBalancer balancer, int gateway, LongSupplier pingTimeouts) {
        this.balancer = balancer;
        this.gateway = gateway;
        this.pingTimeouts = pingTimeouts;
    }

    /** Loses the network. */
    abstract void cut();

    @Override
    public final String origin() {
        return balancer.origin();
    }

    @Override
    public final void happen() {
        timedOutBefore = pingTimeouts.getAsLong();
        lost = balancer.openTo(gateway);
        cut();
    }

    @Override
    public final void awaitNoticed(Crowd crowd) {
        int third = crowd.devices().size() / 3;
        assertThat(lost).as("clients of one of three").isBetween(third * 5L / 6, third * 7L / 6);
        Duration patience = Timing.SILENCE.plus(Timing.NOTICE);
        await().atMost(patience)
                .untilAsserted(() -> assertThat(pingTimeouts.getAsLong() - timedOutBefore)
                        .as("sockets that the gateway has given up")
                        .isEqualTo(lost));
        await().atMost(patience)
                .untilAsserted(() -> assertThat(crowd.devices())
                        .filteredOn(device -> device.connections() > 1 || !device.isConnected())
                        .as("clients that have given up their connection")
                        .hasSize((int) lost));
    }

    @Override
    public final Duration offlineAfter() {
        return Timing.SILENCE.plus(Timing.GRACE);
    }

    @Override
    public void close() {
        balancer.close();
    }
}
