package org.baraza.acceptance.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RoadIT {

    private static final int SILENCE_MILLIS = 1_500;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        Road.assumePossible();
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void carriesBothDirectionsUntilItIsABlackholeOfWhichNeitherEndHears() throws IOException {
        try (Road road = road();
                Socket client = connect(road);
                Socket accepted = server.accept()) {
            // Given
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            accepted.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
            assertThat(accepted.getInetAddress().getHostAddress()).startsWith("198.51.100.");

            // When
            road.becomeBlackhole();
            client.getOutputStream().write(3);
            client.shutdownOutput();
            accepted.getOutputStream().write(4);
            accepted.shutdownOutput();

            // Then
            assertHearsNothing(client);
            assertHearsNothing(accepted);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connect(road));
        }
    }

    @Test
    void leavesNothingAndRemovesWhatAKilledProcessHasLeft() throws IOException, InterruptedException {
        // Given
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        String leftOver = "baraza-road-" + killed.pid() + "-router";
        Ip.run("netns", "add", leftOver);

        // When
        try (Road road = road()) {
            assertThat(Ip.run("netns", "list"))
                    .contains(Namespaces.name("router"))
                    .doesNotContain(leftOver);
        }

        // Then
        assertThat(Ip.run("netns", "list")).doesNotContain(Namespaces.name(""));
        assertThat(Ip.run("route"))
                .doesNotContain("bz" + ProcessHandle.current().pid());
    }

    private Road road() {
        return Road.to("http://127.0.0.1:" + server.getLocalPort());
    }

    private static Socket connect(Road road) throws IOException {
        URI origin = URI.create(road.origin());
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()), SILENCE_MILLIS);
        return socket;
    }

    private static void assertHearsNothing(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
    }
}
