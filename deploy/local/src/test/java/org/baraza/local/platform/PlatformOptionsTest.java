package org.baraza.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import org.baraza.local.database.DatabaseChoice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlatformOptionsTest {

    @Test
    void furtherGatewaysGetTheFollowingPorts() {
        PlatformOptions options = options(8080, 3);

        assertThat(options.gatewayPort(0)).isEqualTo(8080);
        assertThat(options.gatewayPort(2)).isEqualTo(8082);
    }

    @Test
    void portZeroMeansAnyPortForEveryGateway() {
        assertThat(options(0, 2).gatewayPort(1)).isZero();
    }

    @Test
    void aPortOutOfRangeIsRefusedWithTheHighestPossible() {
        assertThatThrownBy(() -> options(65_535, 2))
                .isInstanceOf(SetupException.class)
                .hasMessage("--port must be between 0 and 65534: 65535");
    }

    @Test
    void thereIsAtLeastOneGateway() {
        assertThatThrownBy(() -> options(8080, 0))
                .isInstanceOf(SetupException.class)
                .hasMessage("--gateways must be 1 or more: 0");
    }

    @Test
    void aGatewayPortInUseIsRefusedByNumber() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartChecks checks = new StartChecks(options(taken.getLocalPort(), 1), Progress.none());

            assertThatThrownBy(checks::refuseTakenPorts)
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " is in use: ");
        }
    }

    private static PlatformOptions options(int port, int gateways) {
        return new PlatformOptions(
                port,
                Path.of("target"),
                true,
                gateways,
                false,
                false,
                new DatabaseChoice.StandIn(),
                Map.of(),
                Map.of());
    }
}
