package org.baraza.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.directory.UserDirectory;

/** This service's copy of the directory. */
@ApplicationScoped
class DirectoryProvider {

    @Produces
    @Singleton
    UserDirectory directory(MessageServiceConfig config, MeterRegistry registry) {
        return new UserDirectory(config.logSettings(), registry);
    }

    void close(@Disposes UserDirectory directory) {
        directory.close();
    }
}
