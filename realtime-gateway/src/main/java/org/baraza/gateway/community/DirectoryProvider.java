package org.baraza.gateway.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.GatewayConfig;

/** The gateway's copy of the directory, read from its start to its end. */
@ApplicationScoped
class DirectoryProvider {

    @Produces
    @Singleton
    UserDirectory directory(GatewayConfig config, MeterRegistry registry) {
        return new UserDirectory(config.logSettings(), registry);
    }

    void start(@Observes StartupEvent event, UserDirectory directory) {
        directory.start();
    }

    void close(@Disposes UserDirectory directory) {
        directory.close();
    }
}
