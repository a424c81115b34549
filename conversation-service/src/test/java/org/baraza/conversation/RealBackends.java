package org.baraza.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.baraza.local.Backend;
import org.baraza.local.Backends;

/**
 * A real Kafka and the database of the environment, and a pair of keys for tokens. Tests get at the processes by a field of
 * type {@link Backends}.
 */
public class RealBackends implements QuarkusTestResourceLifecycleManager {

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.DATABASE));
        KeyPair keys = keys();
        return Map.ofEntries(
                Map.entry("conversation-service.kafka.bootstrap-servers", backends.kafkaBootstrap()),
                Map.entry("quarkus.mongodb.connection-string", backends.mongoUri()),
                // spans are recorded, since a test looks at them, and exported nowhere
                Map.entry("quarkus.otel.sdk.disabled", "false"),
                Map.entry("quarkus.otel.exporter.otlp.enabled", "false"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("mp.jwt.verify.publickey.location", pem("PUBLIC KEY", keys.getPublic())),
                Map.entry("smallrye.jwt.sign.key.location", pem("PRIVATE KEY", keys.getPrivate())));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(backends, new TestInjector.MatchesType(Backends.class));
    }

    @Override
    public void stop() {
        if (backends != null) {
            backends.close();
        }
    }

    /** A pair of keys for RS256. */
    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        try {
            Path folder = Files.createDirectories(Path.of("target", "keys").toAbsolutePath());
            Path file = Files.createTempFile(folder, "key", ".pem");
            Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
