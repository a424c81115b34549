package org.baraza.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import org.baraza.local.process.FileTree;
import org.baraza.notification.testing.BackendsResource;

/** Providers that speak the real protocols, and the credentials for them. */
public final class ProvidersResource implements QuarkusTestResourceLifecycleManager {

    private final Vertx vertx = Vertx.vertx();
    private GoogleStub google;
    private Path folder;

    @Override
    public Map<String, String> start() {
        TestCertificate certificate = TestCertificate.shared();
        google = new GoogleStub(vertx, certificate, Clock.systemUTC());
        folder = temporaryFolder();
        return Map.of(
                "notification-service.push.fcm.credentials",
                        google.credentials(folder).toString(),
                "notification-service.push.fcm.endpoint", google.url(),
                "notification-service.push.trusted-certificates", certificate.pem(),
                "notification-service.push.backoff", "100ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                google, new TestInjector.AnnotatedAndMatchesType(BackendsResource.Running.class, GoogleStub.class));
    }

    @Override
    public void stop() {
        if (google != null) {
            google.close();
        }
        vertx.close();
        if (folder != null) {
            FileTree.delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("baraza-credentials");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
