package org.baraza.local.kafka;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.baraza.local.process.ParentWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child JVM of {@link KafkaBroker}: arguments are the data folder, the port and the controller's port. */
public final class KafkaBrokerMain {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaBrokerMain.class);

    private KafkaBrokerMain() {}

    public static void main(String[] args) {
        try {
            run(args);
        } catch (Exception e) {
            // the broker's own threads would keep a process alive that never becomes ready
            LOGGER.error("kafka cannot start", e);
            Exit.exit(1);
        }
    }

    private static void run(String... args) throws Exception {
        ParentWatch.exitWithParent();
        Path data = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        Properties properties = BrokerSettings.of(data, port, Integer.parseInt(args[2]));
        formatOnce(data);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Exit.addShutdownHook("stop-kafka", server::shutdown);
        server.startup();
        try (TopicCreation topics = new TopicCreation("127.0.0.1:" + port)) {
            topics.ensureTopics();
        }
        out().println(KafkaBroker.READY + " on 127.0.0.1:" + port);
        server.awaitShutdown();
    }

    /** Gives an empty folder the cluster id and the metadata version a broker insists on. */
    private static void formatOnce(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(out())
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
    }

    /** Standard output is this process's way to say that it is ready. */
    private static PrintStream out() {
        return System.out;
    }
}
