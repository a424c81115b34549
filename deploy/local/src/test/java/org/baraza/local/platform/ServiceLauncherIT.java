package org.baraza.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.baraza.local.Backend;
import org.baraza.local.BackendOptions;
import org.baraza.local.Backends;
import org.baraza.local.database.DatabaseChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceLauncherIT {

    @TempDir
    private Path parent;

    @Test
    void everyProcessOfAServiceHasTheSettingsOfItsService() throws Exception {
        // Given
        Path repository = parent.resolve("repository");
        for (ServiceModule module : ServiceModule.values()) {
            built(repository, module);
        }
        PlatformOptions options = PlatformOptions.forTests(parent.resolve("data"))
                .withDatabase(new DatabaseChoice.StandIn())
                .withReplicas("notification-service", 2);
        BackendOptions backends = BackendOptions.in(parent.resolve("backends"), EnumSet.allOf(Backend.class))
                .withDatabase(new DatabaseChoice.StandIn());

        // When
        Map<String, Service> services;
        try (DataFolder folder = DataFolder.open(options.data(), true)) {
            services = new ServiceLauncher(repository, options, folder, Backends.prepare(backends))
                    .prepare().stream().collect(Collectors.toMap(Service::name, Function.identity()));
        }

        // Then
        Map<String, String> first = ofNotifications(services.get("notification-service"));
        assertThat(first)
                .containsKeys("NOTIFICATION_SERVICE_OUTBOX_DIR", "NOTIFICATION_SERVICE_MAIL_SECRET")
                .containsKeys("NOTIFICATION_SERVICE_MAIL_WEBSITE", "NOTIFICATION_SERVICE_MAIL_API");
        assertThat(ofNotifications(services.get("notification-service-2"))).isEqualTo(first);
    }

    private static Map<String, String> ofNotifications(Service service) {
        return service.process().spec().environment().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("NOTIFICATION_SERVICE_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void built(Path repository, ServiceModule module) throws IOException {
        Path jar = repository.resolve(module.folder()).resolve("target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
    }
}
