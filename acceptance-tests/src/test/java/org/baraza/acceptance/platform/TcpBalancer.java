package org.baraza.acceptance.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A balancer that knows nothing but connections: each next one goes to the next gateway. */
public final class TcpBalancer implements AutoCloseable {

    private final List<URI> targets;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int next;

    private TcpBalancer(List<URI> targets) throws IOException {
        this.targets = targets;
        this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        start(this::acceptAll);
    }

    /** In front of these origins. */
    public static TcpBalancer inFrontOf(String... origins) {
        try {
            return new TcpBalancer(List.of(origins).stream().map(URI::create).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect. */
    public String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                join(server.accept());
            } catch (IOException e) {
                // closed, or a client that was gone at once
            }
        }
    }

    private void join(Socket client) throws IOException {
        URI target = targets.get(next++ % targets.size());
        try {
            Socket gateway = new Socket(target.getHost(), target.getPort());
            client.setTcpNoDelay(true);
            gateway.setTcpNoDelay(true);
            open.addAll(List.of(client, gateway));
            start(() -> pump(client, gateway));
            start(() -> pump(gateway, client));
        } catch (IOException e) {
            // a gateway that does not listen: the client's connection ends, as behind any balancer
            client.close();
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone, both are closed
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
