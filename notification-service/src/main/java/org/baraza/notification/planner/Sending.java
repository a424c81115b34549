package org.baraza.notification.planner;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.channel.Channels;
import org.baraza.notification.channel.Outcome;
import org.baraza.notification.channel.Push;
import org.baraza.notification.decision.Decision.DeviceOutcome;
import org.baraza.notification.decision.Reason;
import org.baraza.notification.preference.Device;
import org.baraza.notification.preference.DeviceRepository;

/**
 * Carries one leased row to its end by way of the providers: clears what was read, sends what is to be sent, and has written
 * down what became of it. Blocks; runs on a worker thread.
 */
@ApplicationScoped
class Sending {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final Endings endings;
    private final DeviceRepository devices;
    private final Channels channels;
    private final PushTexts texts;
    private final Clock clock;
    private final Duration firstBackoff;

    Sending(
            Endings endings,
            DeviceRepository devices,
            Channels channels,
            PushTexts texts,
            Clock clock,
            NotificationServiceConfig config) {
        this.endings = endings;
        this.devices = devices;
        this.channels = channels;
        this.texts = texts;
        this.clock = clock;
        this.firstBackoff = config.push().backoff();
    }

    /** @param badge how many notifications of the person are unread */
    void run(Plan plan, long badge) {
        PushRow row = plan.row();
        if (!plan.toClear().isEmpty()) {
            // one that is lost leaves a number that is wrong until the next one, so it is tried once
            deliver(texts.clear(row, plan.occasion(), badge), plan.toClear());
            row.shownUpTo = 0;
        }
        if (plan.judgement().verdict() == Judgement.Verdict.SEND) {
            send(plan, badge);
        } else {
            endings.carryOut(plan);
        }
    }

    private void send(Plan plan, long badge) {
        PushRow row = plan.row();
        List<Device> wanted = plan.toAlert();
        List<Outcome> outcomes = deliver(texts.alert(row, plan.occasion(), badge), wanted);
        boolean reached = row.reached || outcomes.contains(Outcome.SENT);
        Remainder rest = Remainder.of(wanted, outcomes, row.attempt);
        if (!rest.devices().isEmpty()) {
            Duration wait = Backoff.after(Math.max(1, rest.attempts()), firstBackoff, rest.atLeast());
            endings.later(row, reached, rest, clock.instant().plus(wait));
        } else {
            endings.sent(row, reason(reached, outcomes), told(wanted, outcomes));
        }
    }

    private static Reason reason(boolean reached, List<Outcome> outcomes) {
        if (reached) {
            return Reason.SENT;
        }
        if (outcomes.stream().anyMatch(Outcome.Later.class::isInstance)) {
            return Reason.PROVIDER_UNAVAILABLE;
        }
        return outcomes.contains(Outcome.REFUSED) ? Reason.PROVIDER_REFUSED : Reason.TOKEN_DEAD;
    }

    /** To all devices at once; takes dead tokens away. */
    private List<Outcome> deliver(Push push, List<Device> wanted) {
        List<CompletableFuture<Outcome>> under =
                wanted.stream().map(device -> channels.deliver(push, device)).toList();
        List<Outcome> outcomes = under.stream().map(CompletableFuture::join).toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Dead) {
                devices.removeDead(wanted.get(i)).await().atMost(STORE_TIMEOUT);
            }
        }
        return outcomes;
    }

    private static List<DeviceOutcome> told(List<Device> wanted, List<Outcome> outcomes) {
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> new DeviceOutcome(
                        wanted.get(i).type(),
                        wanted.get(i).deviceId(),
                        outcomes.get(i).getClass().getSimpleName().toUpperCase(Locale.ROOT)))
                .toList();
    }
}
