package org.baraza.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.baraza.local.cli.Finding.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MachineChecksTest {

    @TempDir
    private Path folder;

    @Test
    void anOldJavaIsBad() {
        assertThat(checks(11, Map.of(), 0).java().level()).isEqualTo(Level.BAD);
        assertThat(checks(17, Map.of(), 0).java().level()).isEqualTo(Level.GOOD);
    }

    @Test
    void aFolderWithOtherThingsIsBadAndOneThatIsNotThereIsGood() throws IOException {
        assertThat(checks(17, Map.of(), 0).dataFolder().level()).isEqualTo(Level.GOOD);

        Files.createDirectories(folder.resolve("data"));

        assertThat(checks(17, Map.of(), 0).dataFolder().level()).isEqualTo(Level.BAD);
    }

    @Test
    void aPortInUseIsWorthANote() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(checks(17, Map.of(), taken.getLocalPort()).gatewayPort().level())
                    .isEqualTo(Level.NOTE);
        }
    }

    @Test
    void aDatabaseProgramThatIsNotThereIsBad() {
        Finding finding = checks(17, Map.of("MONGOD", "/nowhere/mongod"), 0).database();

        assertThat(finding.line()).isEqualTo("BAD   Database: MONGOD names no program: /nowhere/mongod");
    }

    private MachineChecks checks(int java, Map<String, String> environment, int port) {
        return new MachineChecks(java, environment, folder.resolve("data"), port);
    }
}
