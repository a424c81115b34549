package org.baraza.local;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.Topics;
import org.baraza.local.database.Database;
import org.baraza.local.database.DatabaseChoice;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class BackendsIT {

    private static final int RECORDS = 2000;
    private static final int DOCUMENTS = 500;

    @TempDir
    private Path folder;

    @Test
    void kafkaHasEveryTopicAndKeepsAcknowledgedRecordsAcrossACrash() throws Exception {
        // Given
        try (Backends backends = Backends.forTests(EnumSet.of(Backend.KAFKA))) {
            String address = backends.kafkaBootstrap();
            produce(address);

            // When
            backends.kafka().process().kill();
            backends.kafka().process().start();

            // Then
            assertThat(backends.kafkaBootstrap()).isEqualTo(address);
            assertThat(topics(address))
                    .containsAll(Topics.all().stream().map(Topics.Topic::name).toList());
            assertThat(storedRecords(address)).isEqualTo(RECORDS);
        }
    }

    @Test
    void theStandInKeepsAcknowledgedWritesAcrossACrash() {
        // Given
        BackendOptions options = database(new DatabaseChoice.StandIn());
        try (Backends backends = Backends.start(options)) {
            insert(backends.mongoUri(), 0);

            // When
            backends.database().ownProcess().kill();
            backends.database().ownProcess().start();

            // Then
            assertThat(backends.database().kind()).isEqualTo(Database.Kind.STAND_IN);
            assertThat(count(backends.mongoUri())).isEqualTo(DOCUMENTS);
            assertThat(find(backends.mongoUri(), DOCUMENTS - 1)).containsEntry("text", "document 499");
        }
    }

    @Test
    void aMongodBecomesPrimaryAndAgainAfterARestartOnAnotherPort() {
        // Given
        DatabaseChoice choice = DatabaseChoice.fromEnvironment();
        assumeTrue(choice instanceof DatabaseChoice.Mongod, "no mongod here");
        try (Backends first = Backends.start(database(choice))) {
            insert(first.mongoUri(), 0);
            first.database().ownProcess().kill();
        }

        // When
        try (Backends second = Backends.start(database(choice))) {
            insert(second.mongoUri(), DOCUMENTS);

            // Then
            assertThat(second.database().kind()).isEqualTo(Database.Kind.MONGOD);
            assertThat(count(second.mongoUri())).isEqualTo(2 * DOCUMENTS);
        }
    }

    @Test
    void redisAnswersAndItsProcessIsGoneAfterClose() throws Exception {
        // Given
        Backends backends = Backends.forTests(EnumSet.of(Backend.REDIS));

        // When
        String answer = ask(backends.redis().port(), "SET greeting karibu\r\nGET greeting\r\n");
        backends.close();

        // Then
        assertThat(answer).contains("karibu");
        assertThat(backends.redis().process().isAlive()).isFalse();
    }

    private BackendOptions database(DatabaseChoice choice) {
        return BackendOptions.in(folder, EnumSet.of(Backend.DATABASE)).withDatabase(choice);
    }

    private static void produce(String bootstrap) throws Exception {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> acks = IntStream.range(0, RECORDS)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(Topics.MESSAGE_EVENTS, "key-" + i, "value " + i)))
                    .toList();
            for (Future<RecordMetadata> ack : acks) {
                ack.get();
            }
        }
    }

    private static List<String> topics(String bootstrap) throws Exception {
        try (Admin admin = admin(bootstrap)) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static long storedRecords(String bootstrap) throws Exception {
        try (Admin admin = admin(bootstrap)) {
            Map<TopicPartition, OffsetSpec> ends = Map.of(
                    new TopicPartition(Topics.MESSAGE_EVENTS, 0), OffsetSpec.latest(),
                    new TopicPartition(Topics.MESSAGE_EVENTS, 1), OffsetSpec.latest(),
                    new TopicPartition(Topics.MESSAGE_EVENTS, 2), OffsetSpec.latest(),
                    new TopicPartition(Topics.MESSAGE_EVENTS, 3), OffsetSpec.latest());
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    private static void insert(String uri, int from) {
        try (MongoClient client = MongoClients.create(uri)) {
            for (int i = from; i < from + DOCUMENTS; i++) {
                collection(client).insertOne(new Document("_id", i).append("text", "document " + i));
            }
        }
    }

    private static long count(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            return collection(client).countDocuments();
        }
    }

    private static Document find(String uri, int id) {
        try (MongoClient client = MongoClients.create(uri)) {
            return collection(client).find(Filters.eq("_id", id)).first();
        }
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("test").getCollection("documents");
    }

    private static String ask(int port, String commands) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(5).toMillis()));
            OutputStream out = socket.getOutputStream();
            out.write(commands.getBytes(StandardCharsets.US_ASCII));
            return new String(
                    socket.getInputStream().readNBytes("+OK\r\n$6\r\nkaribu".length()), StandardCharsets.US_ASCII);
        }
    }
}
