package org.baraza.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;

/** The services that make up the platform. */
enum ServiceModule {
    CONVERSATION("conversation-service"),
    MESSAGE("message-service"),
    NOTIFICATION("notification-service"),
    GATEWAY("realtime-gateway");

    private final String folder;

    ServiceModule(String folder) {
        this.folder = folder;
    }

    /** The module's folder, which is also its process's name but for the gateways. */
    String folder() {
        return folder;
    }

    /**
     * The built service below a repository.
     *
     * @throws SetupException if it was not built
     */
    Path runnable(Path repository) {
        Path jar = repository.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SetupException(folder + " is not built: run 'mvn package -DskipTests' in " + repository + ".");
        }
        return jar;
    }
}
