package org.baraza.notification.channel;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.baraza.notification.NotificationServiceConfig;

/** The service's settings as a test gives them, the others as they are by default. */
final class Settings {

    private Settings() {}

    /** @param given names without the service's prefix */
    static NotificationServiceConfig of(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>();
        settings.put("notification-service.kafka.bootstrap-servers", "localhost:1");
        settings.put("notification-service.push.timeout", "1s");
        given.forEach((name, value) -> settings.put("notification-service." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(NotificationServiceConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(NotificationServiceConfig.class);
    }
}
