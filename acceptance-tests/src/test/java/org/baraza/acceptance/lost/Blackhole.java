package org.baraza.acceptance.lost;

import java.util.function.LongSupplier;

import org.baraza.acceptance.network.Road;
import org.baraza.acceptance.platform.TcpBalancer;

/**
 * The routes between the two become blackholes: the kernel drops the packets of both directions. New connections on this way
 * come to nothing either, so clients come back through the other gateways.
 */
final class Blackhole extends HalfOpen {

    private final Road road;

    Blackhole(TcpBalancer balancer, int gateway, LongSupplier pingTimeouts, Road road) {
        super(balancer, gateway, pingTimeouts);
        this.road = road;
    }

    @Override
    void cut() {
        road.becomeBlackhole();
    }

    @Override
    public void close() {
        super.close();
        road.close();
    }
}
