package org.baraza.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of the one local broker: a cluster of one, small, and quick to start and to come back. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private BrokerSettings() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        cluster(settings, data, port, controllerPort);
        singleCopies(settings);
        quickReturn(settings);
        smallFootprint(settings);
        return settings;
    }

    private static void cluster(Properties settings, Path data, int port, int controllerPort) {
        String clients = CLIENT_LISTENER + "://127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", data.toString());
        settings.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        settings.put("advertised.listeners", clients);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        // Voters come from here and not from the metadata log: the controller's port may differ at each start.
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        // A topic nobody planned is a spelling mistake.
        settings.put("auto.create.topics.enable", "false");
    }

    private static void singleCopies(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void quickReturn(Properties settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Consumers here may ask for sessions shorter than the default floor of 6 s.
        settings.put("group.min.session.timeout.ms", "1000");
        // After a kill -9 the broker is let back in when the session of its former self has run out.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("controlled.shutdown.enable", "false");
    }

    private static void smallFootprint(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.cleaner.io.buffer.size", "262144");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("offsets.load.buffer.size", "1048576");
    }
}
