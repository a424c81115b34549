package org.baraza.notification.channel;

import java.util.concurrent.CompletionStage;

import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceType;

/** One way out. Safe for use by several threads. */
public interface NotificationChannel {

    /** The provider's name, as metrics show it. */
    String provider();

    /**
     * What is down when a call fails, and is then left alone: the provider, unless its devices are behind several hosts.
     */
    default String host(Device device) {
        return provider();
    }

    /** Whether it has what it needs; without, the outbox stands in. */
    boolean isConfigured();

    /** Which devices it reaches. */
    boolean reaches(DeviceType type);

    /**
     * Sends a push to one device, and may do so again: it is the collapse key that makes a second one harmless.
     *
     * @return fails if the provider was not reached or did not answer as it should; bounded by the caller
     */
    CompletionStage<Outcome> deliver(Push push, Device device);
}
