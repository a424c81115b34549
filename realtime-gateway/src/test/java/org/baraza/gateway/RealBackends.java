package org.baraza.gateway;

import java.util.EnumSet;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.baraza.local.Backend;
import org.baraza.local.Backends;
import org.baraza.local.platform.KeyFiles;

/**
 * A real Kafka and a real Redis, a pair of keys for tokens, and times short enough to wait for. Tests get at the processes
 * by a field of type {@link Backends}.
 */
public class RealBackends implements QuarkusTestResourceLifecycleManager {

    private Backends backends;

    @Override
    public Map<String, String> start() {
        backends = Backends.forTests(EnumSet.of(Backend.KAFKA, Backend.REDIS));
        KeyFiles keys = KeyFiles.forTests();
        return Map.ofEntries(
                Map.entry("gateway.id", "gateway-under-test"),
                Map.entry("gateway.kafka.bootstrap-servers", backends.kafkaBootstrap()),
                Map.entry("gateway.sockets.ping-interval", "1s"),
                Map.entry("gateway.sockets.ping-timeout", "4s"),
                Map.entry("gateway.sockets.connect-timeout", "4s"),
                Map.entry("gateway.sockets.max-unauthenticated", "40"),
                Map.entry("gateway.commands.timeout", "2s"),
                Map.entry("gateway.presence.renewal", "1s"),
                // what is swept is told to one caller only: here to the tests
                Map.entry("gateway.presence.sweep", "1h"),
                Map.entry("gateway.presence.reconciliation", "1s"),
                // nobody listens there
                Map.entry("gateway.services.conversations", "http://127.0.0.1:9"),
                Map.entry("gateway.services.messages", "http://127.0.0.1:9"),
                Map.entry("gateway.services.notifications", "http://127.0.0.1:9"),
                Map.entry("quarkus.redis.hosts", backends.redisUrl()),
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
