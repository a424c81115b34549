package org.baraza.acceptance.platform;

import java.net.InetSocketAddress;

import org.baraza.local.process.ParentWatch;

/**
 * A balancer with one server behind it as a process of its own, which may stand in another network. Arguments: the address and
 * the port to listen on, the origin of the server.
 */
public final class RelayMain {

    /** What it prints once it listens. */
    public static final String READY = "relay listens";

    private RelayMain() {}

    public static void main(String[] arguments) {
        ParentWatch.exitWithParent();
        // its threads keep the process alive
        TcpBalancer.listeningAt(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])), arguments[2]);
        System.out.println(READY);
    }
}
