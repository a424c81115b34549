package org.baraza.acceptance.lost;

import java.time.Duration;

import org.baraza.acceptance.crowd.Crowd;
import org.baraza.acceptance.crowd.Device;
import org.baraza.acceptance.platform.TcpBalancer;
import org.baraza.local.process.ManagedProcess;

import static org.awaitility.Awaitility.await;

/** Its process is killed with SIGKILL. The kernel closes its connections, and its presence leases run out. */
final class Kill implements Loss {

    /** Of all clients, how many are connected at most once those of one of three gateways have noticed. */
    private static final double LEFT = 0.7;

    private final TcpBalancer balancer;
    private final ManagedProcess gateway;

    Kill(TcpBalancer balancer, ManagedProcess gateway) {
        this.balancer = balancer;
        this.gateway = gateway;
    }

    @Override
    public String origin() {
        return balancer.origin();
    }

    @Override
    public void happen() {
        gateway.kill();
    }

    @Override
    public void awaitNoticed(Crowd crowd) {
        double most = LEFT * crowd.devices().size();
        await().until(() -> crowd.devices().stream().filter(Device::isConnected).count() <= most);
    }

    @Override
    public Duration offlineAfter() {
        return Timing.LEASE;
    }

    @Override
    public void close() {
        balancer.close();
        gateway.restart();
    }
}
