package org.baraza.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.preference.Device;
import org.jboss.logging.Logger;

/**
 * Sends by the channel that reaches a device, within a time, and not while the provider is down. Every call ends with an
 * {@link Outcome}. Safe for use by several threads.
 */
@ApplicationScoped
public class Channels {

    private static final Logger LOGGER = Logger.getLogger(Channels.class);

    private final Map<NotificationChannel, Circuit> channels;
    private final OutboxChannel outbox;
    private final Duration timeout;

    Channels(
            @Any Instance<NotificationChannel> channels,
            OutboxChannel outbox,
            NotificationServiceConfig config,
            Clock clock) {
        this.channels = channels.stream()
                .filter(channel -> !(channel instanceof OutboxChannel) && channel.isConfigured())
                .collect(Collectors.toMap(Function.identity(), channel -> new Circuit(clock)));
        this.outbox = outbox;
        this.timeout = config.push().timeout();
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
        Circuit circuit = channels.get(channel);
        if (circuit != null && !circuit.mayCall()) {
            return CompletableFuture.completedFuture(new Outcome.Later(Circuit.PAUSE));
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
        boolean isLate = failure != null
                || outcome instanceof Outcome.Later later && later.after().isZero();
        if (circuit != null && isLate) {
            circuit.failed();
        } else if (circuit != null) {
            circuit.succeeded();
        }
        if (failure != null) {
            LOGGER.warnf(
                    "a provider did not take a push, devices: %s, cause: %s",
                    device.type(), failure.getClass().getSimpleName());
            return Outcome.LATER;
        }
        return outcome;
    }

    private Optional<NotificationChannel> channelOf(Device device) {
        return channels.keySet().stream()
                .filter(channel -> channel.reaches(device.deviceType()))
                .findFirst()
                .or(() -> outbox.isConfigured() ? Optional.of(outbox) : Optional.empty());
    }
}
