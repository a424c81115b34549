package org.baraza.message;

import java.util.EnumSet;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.platform.KeyFiles;

/**
 * A real Kafka and the database of the environment, and a pair of keys for tokens. Tests get at the processes by a field of
 * type {@link Backends}.
 */
public class RealBackends implements QuarkusTestResourceLifecycleManager {

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.DATABASE));
        KeyFiles keys = KeyFiles.forTests();
        return Map.ofEntries(
                Map.entry("message-service.kafka.bootstrap-servers", backends.kafkaBootstrap()),
                Map.entry("quarkus.mongodb.connection-string", backends.mongoUri()),
                Map.entry("message-service.sync.reset-after", "60"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry(
                        "mp.jwt.verify.publickey.location",
                        keys.publicKey().toUri().toString()),
                Map.entry(
                        "smallrye.jwt.sign.key.location",
                        keys.privateKey().toUri().toString()));
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
}
