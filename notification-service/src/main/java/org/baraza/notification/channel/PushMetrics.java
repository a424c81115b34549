package org.baraza.notification.channel;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code baraza.notifications.pushes}: what became of each push to a device, by provider ({@code web-push}, {@code fcm},
 * {@code apns}, {@code outbox}) and outcome ({@code sent}, {@code dead}, {@code later}, {@code waiting}, {@code refused}).
 */
@ApplicationScoped
class PushMetrics {

    private static final String PUSHES = "baraza.notifications.pushes";

    private final MeterRegistry registry;

    PushMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String provider, Outcome outcome) {
        registry.counter(PUSHES, "provider", provider, "outcome", name(outcome)).increment();
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Later later && !later.wasTried()) {
            return "waiting";
        }
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
