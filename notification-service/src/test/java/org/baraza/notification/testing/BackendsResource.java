package org.baraza.notification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.platform.KeyFiles;
import org.baraza.local.process.FileTree;

/** A real Kafka, the database that the environment asks for, and a fresh key pair for tokens. */
public final class BackendsResource implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> MAILS = Map.of(
            "notification-service.mail.secret", "a-secret-that-only-tests-know-0123456789",
            "notification-service.mail.from", "Baraza <no-reply@baraza.example>",
            "notification-service.mail.website", "https://baraza.example/",
            "notification-service.mail.api", "https://api.baraza.example",
            "notification-service.mail.delay", "300ms",
            "notification-service.mail.pause", "0s",
            // the events of tests have times that stand still
            "notification-service.mail.reach", "3650d",
            "notification-service.mail.gather", "0ms",
            "notification-service.push.gather", "0ms",
            "notification-service.mail.poll", "50ms");

    private Backends backends;
    private Path outbox;

    /** The field of a test that is to be given the {@link Backends}. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Running {}

    @Override
    public Map<String, String> start() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.DATABASE));
        KeyFiles keys = KeyFiles.forTests();
        outbox = temporaryFolder();
        Map<String, String> settings = new HashMap<>(MAILS);
        settings.putAll(Map.of(
                "notification-service.kafka.bootstrap-servers", backends.kafkaBootstrap(),
                "quarkus.mongodb.connection-string", backends.mongoUri(),
                "mp.jwt.verify.publickey.location", keys.publicKey().toUri().toString(),
                "smallrye.jwt.sign.key.location", keys.privateKey().toUri().toString(),
                "notification-service.outbox-dir", outbox.toString(),
                "notification-service.push.delay", "500ms",
                "notification-service.push.poll", "50ms",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0"));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backends, new TestInjector.AnnotatedAndMatchesType(Running.class, Backends.class));
    }

    @Override
    public void stop() {
        if (backends != null) {
            backends.close();
        }
        if (outbox != null) {
            FileTree.delete(outbox);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("baraza-outbox");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
