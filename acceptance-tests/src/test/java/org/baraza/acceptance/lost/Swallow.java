package org.baraza.acceptance.lost;

import java.util.function.LongSupplier;

import org.baraza.acceptance.platform.TcpBalancer;

/** A proxy between the two swallows what comes on the connections of now. It can be had on every machine. */
final class Swallow extends HalfOpen {

    private final TcpBalancer balancer;
    private final int gateway;

    Swallow(TcpBalancer balancer, int gateway, LongSupplier pingTimeouts) {
        super(balancer, gateway, pingTimeouts);
        this.balancer = balancer;
        this.gateway = gateway;
    }

    @Override
    void cut() {
        balancer.loseNetworkOf(gateway);
    }
}
