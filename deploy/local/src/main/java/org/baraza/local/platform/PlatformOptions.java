package org.baraza.local.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.baraza.local.database.DatabaseChoice;

/**
 * How to start the platform.
 *
 * @param port the port of the first gateway; the others follow it. 0 picks free ones for all
 * @param data the data folder; with {@code ephemeral} a folder that is removed at the end
 * @param ephemeral whether the data goes when the platform ends
 * @param gateways how many gateways, at least one
 * @param supervised whether a component that dies is started again
 * @param optimised whether gateways have the optimising compiler, for loads that last: at first it takes a minute of processor
 *     time, and then a gateway needs half as much
 * @param database which database
 * @param replicas how many processes of a service there are besides gateways, by its module; one where it is not named
 * @param environment more environment for the services, by process name ("gateway-1") or module ("realtime-gateway")
 */
public record PlatformOptions(
        int port,
        Path data,
        boolean ephemeral,
        int gateways,
        boolean supervised,
        boolean optimised,
        DatabaseChoice database,
        Map<String, Integer> replicas,
        Map<String, Map<String, String>> environment) {

    private static final int MAX_PORT = 65_535;

    public PlatformOptions {
        if (gateways < 1) {
            throw new SetupException("--gateways must be 1 or more: " + gateways);
        }
        if (port < 0 || port + gateways - 1 > MAX_PORT) {
            throw new SetupException("--port must be between 0 and " + (MAX_PORT - gateways + 1) + ": " + port);
        }
        data = data.toAbsolutePath().normalize();
        replicas = Map.copyOf(replicas);
        environment = Map.copyOf(environment);
    }

    /** For tests: free ports, a folder removed at the end, one gateway, nothing restarted unasked. */
    public static PlatformOptions forTests(Path data) {
        return new PlatformOptions(
                0, data, true, 1, false, false, DatabaseChoice.fromEnvironment(), Map.of(), Map.of());
    }

    public PlatformOptions withGateways(int count) {
        return new PlatformOptions(
                port, data, ephemeral, count, supervised, optimised, database, replicas, environment);
    }

    /** With the optimising compiler in gateways. */
    public PlatformOptions optimising() {
        return new PlatformOptions(port, data, ephemeral, gateways, supervised, true, database, replicas, environment);
    }

    public PlatformOptions withDatabase(DatabaseChoice choice) {
        return new PlatformOptions(
                port, data, ephemeral, gateways, supervised, optimised, choice, replicas, environment);
    }

    /**
     * So many processes of a service, the second called {@code <module>-2} and so on. Gateways ask the first of them.
     *
     * @param module its folder, such as {@code conversation-service}
     */
    public PlatformOptions withReplicas(String module, int count) {
        Map<String, Integer> all = new HashMap<>(replicas);
        all.put(module, count);
        return new PlatformOptions(port, data, ephemeral, gateways, supervised, optimised, database, all, environment);
    }

    /** Adds environment for a process or module. */
    public PlatformOptions withEnvironment(String name, Map<String, String> values) {
        Map<String, Map<String, String>> all = new HashMap<>(environment);
        all.put(name, Map.copyOf(values));
        return new PlatformOptions(port, data, ephemeral, gateways, supervised, optimised, database, replicas, all);
    }

    /** The port of a gateway, counted from 0; 0 says any. */
    int gatewayPort(int index) {
        return port == 0 ? 0 : port + index;
    }
}
