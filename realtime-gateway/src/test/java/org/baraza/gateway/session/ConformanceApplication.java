package org.baraza.gateway.session;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.baraza.gateway.RawSocket;

/**
 * Serves what the official protocol suites run against, until it is interrupted. Argument: the port, 3000 by default.
 */
public final class ConformanceApplication {

    private static final String DEFAULT_PORT = "3000";
    private static final String USAGE = """
            Serves the echo applications that the official suites of Engine.IO protocol 4 and Socket.IO protocol 5 expect,
            on the sessions of the gateway. It needs no other service.

              mvn -q -pl realtime-gateway -am -Pconformance test-compile [-Dport=3000]

              -Dport=N   the port on localhost; 3000 is what the suites expect""";

    private ConformanceApplication() {}

    /** @param args the port, if another than 3000 */
    public static void main(String[] args) throws InterruptedException {
        String port = args.length == 0 ? DEFAULT_PORT : args[0];
        if (args.length > 1 || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
            System.out.println(USAGE);
            throw new IllegalArgumentException("not a port: " + String.join(" ", args));
        }
        EchoServer server = new EchoServer(EchoServer.Settings.ofTheSuites(), Integer.parseInt(port));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        warmUp(server);
        System.out.println("ready http://localhost:" + port + "/engine.io/ and http://localhost:" + port
                + "/socket.io/ - Ctrl-C ends it");
        new CountDownLatch(1).await();
    }

    /** Goes once through everything: the first time takes longer than the suites wait for a pong. */
    private static void warmUp(EchoServer server) {
        for (String path : List.of("/engine.io/", "/socket.io/")) {
            EchoClient client = new EchoClient(server, path);
            String session = EchoClient.POLLING + "&sid=" + client.open();
            client.request("POST", session, "40").join();
            client.get(session).join();
            try (RawSocket socket = client.socket()) {
                socket.awaitText("0");
                socket.send("40{}");
                socket.awaitText("40{");
            }
        }
    }
}
