package org.baraza.notification.channel;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.interaso.webpush.VapidKeys;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import io.vertx.core.Vertx;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.baraza.contracts.user.UserProfile;
import org.baraza.eventlog.LogSettings;
import org.baraza.eventlog.LogWriter;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.platform.KeyFiles;
import org.baraza.local.process.JavaCommand;
import org.baraza.local.process.ManagedProcess;
import org.baraza.local.process.Ports;
import org.baraza.local.process.ProcessSpec;
import org.baraza.local.process.Readiness;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service as it is built, killed twice in the middle of a thousand pushes to a push service. */
class KilledServiceIT {

    private static final Logger LOGGER = Logger.getLogger(KilledServiceIT.class);
    private static final int PUSHES = 1_000;
    private static final List<Integer> KILLED_AFTER = List.of(150, 550);
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String BOB = "bob-of-the-killed-service";
    private static final String P256DH =
            "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

    @TempDir
    Path folder;

    @Test
    void eachPushIsSentAndDecidedOnceAndARepetitionReplacesTheFirst() {
        Vertx vertx = Vertx.vertx();
        try (Backends backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.DATABASE));
                ProviderStub provider = new ProviderStub(vertx);
                MongoClient client = MongoClients.create(backends.mongoUri());
                ManagedProcess service = service(backends, provider)) {
            // Given
            MongoDatabase database = client.getDatabase("baraza-notifications");
            database.getCollection("devices").insertOne(device(provider.url("201")));
            service.start();

            // When
            List<String> conversations = publish(backends);
            for (int calls : KILLED_AFTER) {
                await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> provider.calls.size() >= calls);
                service.kill();
                assertThat(topics(provider)).hasSizeLessThan(PUSHES);
                service.start();
            }

            // Then
            await().atMost(LONG).until(() -> settled(database) == PUSHES);
            List<Document> decisions =
                    database.getCollection("decisions").find(eq("userId", BOB)).into(new ArrayList<>());
            assertThat(decisions)
                    .hasSize(PUSHES)
                    .allSatisfy(
                            decision -> assertThat(decision.getString("reason")).isEqualTo("SENT"));
            assertThat(decisions)
                    .extracting(decision -> decision.getString("cause"))
                    .containsExactlyInAnyOrderElementsOf(conversations);
            assertThat(topics(provider))
                    .isEqualTo(decisions.stream()
                            .map(decision -> decision.getString("collapseKey"))
                            .collect(Collectors.toSet()));
            LOGGER.infof("%d pushes, %d calls of the push service", PUSHES, provider.calls.size());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Set<String> topics(ProviderStub provider) {
        return provider.calls.stream().map(call -> call.headers().get("Topic")).collect(Collectors.toSet());
    }

    private static long settled(MongoDatabase database) {
        return database.getCollection("pushes").find(eq("userId", BOB)).into(new ArrayList<>()).stream()
                .filter(row -> row.getDate("dueAt") == null && row.getLong("decidedUpTo") == 1)
                .count();
    }

    private static Document device(String endpoint) {
        return new Document("_id", "device-of-bob")
                .append("userId", BOB)
                .append("type", "web")
                .append("deviceId", "firefox")
                .append("token", endpoint)
                .append("p256dh", P256DH)
                .append("auth", "AAAAAAAAAAAAAAAAAAAAAA")
                .append("registeredAt", new Date());
    }

    /** A thousand people write to Bob. @return their conversations */
    private static List<String> publish(Backends backends) {
        LogSettings settings = new LogSettings(backends.kafkaBootstrap(), "test", null, Map.of());
        Instant now = Clock.systemUTC().instant();
        List<String> conversations = new ArrayList<>();
        try (LogWriter writer =
                LogWriter.blocking(settings, Duration.ofSeconds(10), Clock.systemUTC(), new SimpleMeterRegistry())) {
            UserChanged bob =
                    new UserChanged(BOB, "Bob", "Mwangi", BOB, null, null, null, AccountType.CHAPTER_MEMBER, null);
            writer.append(Topics.USER_EVENTS, BOB, bob, BOB, Context.root()).join();
            for (int i = 0; i < PUSHES; i++) {
                MessageSent sent = message("sender-" + i, now);
                conversations.add(sent.conversationId());
                writer.append(Topics.MESSAGE_EVENTS, sent.conversationId(), sent, sent.commandId(), Context.root())
                        .join();
            }
        }
        return conversations;
    }

    private static MessageSent message(String sender, Instant at) {
        String id = ConversationId.direct(BOB, sender).value();
        MessageView view = MessageView.unchanged(
                id, 1, "c1", UserProfile.unknown(sender), "Habari?", List.of(), List.of(sender), at);
        return new MessageSent("command-of-" + sender, id, 1, sender, BOB, "c1", at, view);
    }

    private ManagedProcess service(Backends backends, ProviderStub provider) {
        VapidKeys keys = VapidKeys.generate();
        int management = Ports.free();
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        Map<String, String> environment = Map.ofEntries(
                Map.entry("HTTP_HOST", "127.0.0.1"),
                Map.entry("HTTP_PORT", Integer.toString(Ports.free())),
                Map.entry("MANAGEMENT_PORT", Integer.toString(management)),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", backends.kafkaBootstrap()),
                Map.entry("MONGODB_URI", backends.mongoUri()),
                Map.entry("INSTANCE_ID", "notification-service"),
                Map.entry("JWT_PUBLIC_KEY", KeyFiles.forTests().publicKey().toString()),
                Map.entry("NOTIFICATION_SERVICE_PUSH_DELAY", "500ms"),
                Map.entry("NOTIFICATION_SERVICE_PUSH_LEASE", "5s"),
                Map.entry("NOTIFICATION_SERVICE_PUSH_TIMEOUT", "1s"),
                Map.entry("NOTIFICATION_SERVICE_PUSH_PRIVATE_ENDPOINTS", "true"),
                Map.entry("NOTIFICATION_SERVICE_PUSH_TRUSTED_CERTIFICATES", provider.certificate()),
                Map.entry("NOTIFICATION_SERVICE_PUSH_WEB_SUBJECT", "mailto:operator@example.com"),
                Map.entry(
                        "NOTIFICATION_SERVICE_PUSH_WEB_PUBLIC_KEY",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(keys.getApplicationServerKey())),
                Map.entry("NOTIFICATION_SERVICE_PUSH_WEB_PRIVATE_KEY", WebPushChannelTest.scalar(keys)));
        JavaCommand command =
                new JavaCommand(List.of(JavaCommand.QUICK_COMPILER_ONLY, "-Xmx256m"), List.of("-jar", jar.toString()));
        return new ManagedProcess(ProcessSpec.of(
                        "notification-service",
                        command.toList(),
                        folder,
                        folder.resolve("notification-service.log"),
                        new Readiness.Probe(left -> isReady(management)))
                .withEnvironment(environment)
                .withStartTimeout(LONG));
    }

    private static boolean isReady(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                .toURL()
                .openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(5_000);
        return connection.getResponseCode() == 200;
    }
}
