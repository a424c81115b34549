package org.baraza.local.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;

/**
 * A Redis server on the loopback address. It keeps nothing on disk: what is in it may be lost by design.
 *
 * @param process the server
 * @param port its port
 */
public record RedisServer(ManagedProcess process, int port) {

    public static final String NAME = "redis";

    private static final Duration PING_TIMEOUT = Duration.ofSeconds(1);

    /**
     * A server that is not started yet: the {@code redis-server} on the PATH, else the one that comes with our libraries.
     *
     * @param directory its working folder, made if absent
     * @param logs the folder its log file goes to
     */
    public static RedisServer at(Path directory, Path logs, int port) {
        List<String> command = List.of(
                RedisBinary.locate(directory).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--daemonize",
                "no");
        ProcessSpec spec = ProcessSpec.of(
                NAME, command, directory, logs.resolve(NAME + ".log"), new Readiness.Probe(left -> answersPing(port)));
        return new RedisServer(new ManagedProcess(spec), port);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private static boolean answersPing(int port) throws IOException {
        try (Socket socket = new Socket()) {
            int timeout = Math.toIntExact(PING_TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
            socket.setSoTimeout(timeout);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return "+PONG".equals(new String(answer, StandardCharsets.US_ASCII));
        }
    }
}
