package org.baraza.notification.planner;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.baraza.notification.channel.Outcome;
import org.baraza.notification.preference.Device;

/**
 * What an attempt leaves to be done.
 *
 * @param devices ids of the devices to be tried again; empty if there is nothing to do
 * @param attempts how often these have been tried without success
 * @param atLeast the time that their providers want to be left alone
 */
record Remainder(List<String> devices, int attempts, Duration atLeast) {

    /**
     * A device whose provider was not asked has not had an attempt. When those beside it have had all of theirs it is left, and
     * begins with its own; so each is given up at last, or the push is too old.
     *
     * @param before how often the push was tried before
     */
    static Remainder of(List<Device> devices, List<Outcome> outcomes, int before) {
        List<Integer> tried = later(outcomes, true);
        List<Integer> waiting = later(outcomes, false);
        if (tried.isEmpty()) {
            return left(devices, outcomes, waiting, before);
        }
        if (before + 1 < Backoff.MAX_ATTEMPTS) {
            List<Integer> all = IntStream.range(0, outcomes.size())
                    .filter(i -> outcomes.get(i) instanceof Outcome.Later)
                    .boxed()
                    .toList();
            return left(devices, outcomes, all, before + 1);
        }
        return left(devices, outcomes, waiting, 0);
    }

    private static List<Integer> later(List<Outcome> outcomes, boolean wasTried) {
        return IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Later later && later.wasTried() == wasTried)
                .boxed()
                .toList();
    }

    private static Remainder left(List<Device> devices, List<Outcome> outcomes, List<Integer> places, int attempts) {
        return new Remainder(
                places.stream().map(place -> devices.get(place).id()).toList(),
                attempts,
                places.stream()
                        .map(place -> ((Outcome.Later) outcomes.get(place)).after())
                        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other));
    }
}
