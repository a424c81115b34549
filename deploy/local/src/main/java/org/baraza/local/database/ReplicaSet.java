package org.baraza.local.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.baraza.local.process.JavaCommand;

/**
 * Makes a started {@code mongod} the primary of a replica set of one.
 *
 * <p>It takes MongoDB's driver, so a short-lived child JVM does it: {@link ReplicaSetMain}.
 *
 * @param name the set's name
 * @param port the server's port, which may differ from the one at the last start
 * @param log where the child's output goes
 */
record ReplicaSet(String name, int port, Path log) {

    /** A server that accepts connections is primary within seconds; the rest is for a busy machine. */
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;

    boolean makePrimary(Duration left) throws IOException {
        acceptsConnections();
        JavaCommand command = JavaCommand.main(
                ReplicaSet.class.getPackageName() + ".ReplicaSetMain",
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"),
                name,
                Integer.toString(port),
                Long.toString(left.toSeconds()));
        Process child = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return child.waitFor(left.toMillis(), TimeUnit.MILLISECONDS) && child.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            child.destroyForcibly();
        }
    }

    private void acceptsConnections() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
        }
    }
}
