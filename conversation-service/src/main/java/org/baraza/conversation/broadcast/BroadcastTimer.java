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

/**
 * Looks several times a second for what has come to its time. A clock that jumps does not stop it. Scheduled broadcasts have
 * a thread of their own, since a page of reminders may take longer than they may be late.
 */
@ApplicationScoped
class BroadcastTimer {

    private static final Logger LOGGER = Logger.getLogger(BroadcastTimer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Firing firing;
    private final Reminding reminding;
    private final UserDirectory directory;
    private final Duration tick;
    private final ScheduledExecutorService firingThread = thread("broadcast-timer");
    private final ScheduledExecutorService remindingThread = thread("reminder-timer");

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
        look(firingThread, firing::fireDue);
        look(remindingThread, reminding::remindDue);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        firingThread.shutdown();
        remindingThread.shutdown();
        firingThread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        remindingThread.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ScheduledExecutorService thread, Runnable work) {
        thread.scheduleWithFixedDelay(() -> lookOnce(work), 0, tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Until everybody is known nobody's rights are. What fails is tried again at the next look. */
    private void lookOnce(Runnable work) {
        if (!directory.isLive()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.warnf("broadcasts that are due were not all handed over, trying again, cause: %s", e);
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(runnable -> new Thread(runnable, name));
    }
}
