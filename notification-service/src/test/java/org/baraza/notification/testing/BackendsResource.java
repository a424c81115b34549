package org.baraza.notification.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.baraza.local.Backend;
import org.baraza.local.Backends;

/** A real Kafka, the database that the environment asks for, and a fresh key pair for tokens. */
public final class BackendsResource implements QuarkusTestResourceLifecycleManager {

    private static final int KEY_BITS = 2048;
    private static final int PEM_LINE = 64;

    private Backends backends;

    /** The field of a test that is to be given the {@link Backends}. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Running {}

    @Override
    public Map<String, String> start() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.DATABASE));
        KeyPair keys = keyPair();
        return Map.of(
                "notification-service.kafka.bootstrap-servers", backends.kafkaBootstrap(),
                "quarkus.mongodb.connection-string", backends.mongoUri(),
                "mp.jwt.verify.publickey.location", pem("PUBLIC KEY", keys.getPublic()),
                "smallrye.jwt.sign.key.location", pem("PRIVATE KEY", keys.getPrivate()),
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
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
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, Key key) {
        try {
            Path file = Files.createTempFile("baraza-", ".pem");
            file.toFile().deleteOnExit();
            String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
