package org.baraza.conversation.broadcast;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.baraza.conversation.ConversationServiceConfig;
import org.baraza.directory.UserDirectory;
import org.jboss.logging.Logger;

/** Looks several times a second for what has come to its time, on a thread of its own. A clock that jumps does not stop it. */
@ApplicationScoped
class BroadcastTimer {

    private static final Logger LOGGER = Logger.getLogger(BroadcastTimer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Firing firing;
    private final Reminding reminding;
    private final UserDirectory directory;
    private final Duration tick;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(runnable -> new Thread(runnable, "broadcast-timer"));

    BroadcastTimer(
            ScheduleRepository schedules,
            ReminderRepository reminders,
            AudienceWalk walk,
            BroadcastRepository broadcasts,
            BroadcastCommands commands,
            UserDirectory directory,
            ConversationServiceConfig config) {
        Duration timeout = config.projection().writeTimeout();
        Clock clock = Clock.systemUTC();
        this.firing = new Firing(schedules, commands, directory, clock, timeout);
        this.reminding = new Reminding(reminders, broadcasts, walk, commands, clock, timeout);
        this.directory = directory;
        this.tick = config.broadcasts().tick();
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::look, 0, tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Until everybody is known nobody's rights are. What fails is tried again at the next look. */
    private void look() {
        if (!directory.isLive()) {
            return;
        }
        try {
            firing.fireDue();
            reminding.remindDue();
        } catch (RuntimeException e) {
            LOGGER.warnf("broadcasts that are due were not all handed over, trying again, cause: %s", e);
        }
    }
}
