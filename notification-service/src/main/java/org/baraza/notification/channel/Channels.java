package org.baraza.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.jboss.logging.Logger;

/**
 * Sends by the channel that reaches a device, within a time, and not while what it calls is down. Every call ends with an
 * {@link Outcome}. Safe for use by several threads.
 */
@ApplicationScoped
public class Channels {

    private static final Logger LOGGER = Logger.getLogger(Channels.class);

    private final List<NotificationChannel> channels;
    private final NotificationChannel outbox;
    private final PushMetrics metrics;
    private final Circuits circuits;
    private final Duration timeout;

    @Inject
    Channels(
            @Any Instance<NotificationChannel> channels,
            OutboxChannel outbox,
            PushMetrics metrics,
            NotificationServiceConfig config,
            Clock clock) {
        this(
                channels.stream()
                        .filter(channel -> !(channel instanceof OutboxChannel))
                        .toList(),
                outbox,
                metrics,
                config.push().timeout(),
                clock);
    }

    Channels(
            Collection<NotificationChannel> channels,
            NotificationChannel outbox,
            PushMetrics metrics,
            Duration timeout,
            Clock clock) {
        this.channels =
                channels.stream().filter(NotificationChannel::isConfigured).toList();
        this.outbox = outbox;
        this.metrics = metrics;
        this.circuits = new Circuits(clock);
        this.timeout = timeout;
    }

    /** Channels are made when the service starts, so that it does not start with credentials that are none. */
    void start(@Observes StartupEvent event) {
        LOGGER.infof(
                "pushes go out by: %s",
                channels.stream().map(NotificationChannel::provider).sorted().toList());
    }

    /** Whether there is a way to this device. */
    public boolean reaches(Device device) {
        return channelOf(device).isPresent();
    }

    /** Sends; never fails. */
    public CompletableFuture<Outcome> deliver(Push push, Device device) {
        Optional<NotificationChannel> found = channelOf(device);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.REFUSED);
        }
        NotificationChannel channel = found.get();
        return deliver(channel, push, device)
                .whenComplete((outcome, none) -> metrics.count(channel.provider(), outcome));
    }

    private CompletableFuture<Outcome> deliver(NotificationChannel channel, Push push, Device device) {
        Circuit circuit = circuits.of(channel.host(device));
        if (!circuit.mayCall()) {
            return CompletableFuture.completedFuture(Outcome.waiting(Circuit.PAUSE));
        }
        return attempt(channel, push, device)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((outcome, failure) -> settle(circuit, device, outcome, failure));
    }

    private static CompletableFuture<Outcome> attempt(NotificationChannel channel, Push push, Device device) {
        try {
            return channel.deliver(push, device).toCompletableFuture().copy();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Outcome settle(Circuit circuit, Device device, Outcome outcome, Throwable failure) {
        if (failure != null) {
            circuit.failed();
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            LOGGER.warnf(
                    "a provider did not take a push, devices: %s, cause: %s",
                    device.type(), cause.getClass().getSimpleName());
            return Outcome.LATER;
        }
        if (!(outcome instanceof Outcome.Later later)) {
            circuit.succeeded();
        } else if (later.wasTried() && later.after().isZero()) {
            circuit.failed();
        } else if (later.wasTried()) {
            // it is up, and says itself when it wants to be asked again
            circuit.succeeded();
        }
        return outcome;
    }

    private Optional<NotificationChannel> channelOf(Device device) {
        return channels.stream()
                .filter(channel -> channel.reaches(device.deviceType()))
                .findFirst()
                .or(() -> outbox.isConfigured() ? Optional.of(outbox) : Optional.empty());
    }
}
