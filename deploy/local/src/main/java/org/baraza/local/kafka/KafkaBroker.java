package org.baraza.local.kafka;

import java.nio.file.Path;
import java.util.List;

import org.baraza.local.process.JavaCommand;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;

/**
 * A Kafka broker on the loopback address, with the platform's topics in it.
 *
 * <p>What it has acknowledged survives the end of the process, gentle or not; a restart keeps address and data.
 *
 * @param process the broker
 * @param port the port clients connect to
 */
public record KafkaBroker(ManagedProcess process, int port) {

    public static final String NAME = "kafka";

    /** Printed by the child once the topics are there and clients are welcome. */
    static final String READY = "kafka is ready";

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");

    /**
     * A broker that is not started yet.
     *
     * @param data the folder of its log segments, made if absent
     * @param logs the folder its own log file goes to
     * @param port the port for clients
     * @param controllerPort the port it talks to itself on
     */
    public static KafkaBroker at(Path data, Path logs, int port, int controllerPort) {
        JavaCommand command = JavaCommand.main(
                KafkaBroker.class.getPackageName() + ".KafkaBrokerMain",
                JVM_OPTIONS,
                data.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort));
        ProcessSpec spec =
                ProcessSpec.of(NAME, command.toList(), data, logs.resolve(NAME + ".log"), new Readiness.Line(READY));
        return new KafkaBroker(new ManagedProcess(spec), port);
    }

    /** The {@code bootstrap.servers} of its clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }
}
