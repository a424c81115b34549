package org.baraza.acceptance.everything;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.replay.Progress;

import static org.awaitility.Awaitility.await;

/**
 * Somebody of the chat: does one step after the other, each again and again until it is answered, as a client does, and tells
 * the model what came of it. For one thread, which it blocks.
 */
final class Actor {

    /** Longer than everything takes that is killed and comes back. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final MessageSteps messages;
    private final ReaderSteps reading;
    private final NotificationSteps notifications;
    private final Follower follower;
    private final Progress progress;

    Actor(
            MessageSteps messages,
            ReaderSteps reading,
            NotificationSteps notifications,
            Follower follower,
            Progress progress) {
        this.messages = messages;
        this.reading = reading;
        this.notifications = notifications;
        this.follower = follower;
        this.progress = progress;
    }

    /** An answer, and how often it was asked for. */
    record Answered(JsonNode answer, int attempts) {}

    void perform(Step step) {
        long begin = System.nanoTime();
        switch (step.kind()) {
            case SAY -> messages.say(step);
            case PUBLISH -> messages.publish(step);
            case EDIT -> messages.edit(step);
            case DELETE_FOR_ME -> messages.deleteForOne(step);
            case DELETE_FOR_EVERYONE -> messages.deleteForEverybody(step);
            case READ -> reading.read(step);
            case READ_UP_TO -> reading.readUpTo(step);
            case ARCHIVE -> reading.archive(step);
            case ACKNOWLEDGE -> reading.acknowledge(step);
            case RECEIVE -> reading.receive(step);
            case MARK_NOTIFICATION -> notifications.mark(step);
            case DELETE_NOTIFICATION -> notifications.delete(step);
            case MARK_ALL_NOTIFICATIONS -> notifications.markAll(step);
            case SYNC_A_PAGE -> follower.sync(1);
            case SYNC -> follower.sync();
        }
        progress.acked(begin, true);
    }

    /** Tries until there is an answer. */
    static Answered untilAnswered(Supplier<Optional<JsonNode>> attempt) {
        AtomicInteger attempts = new AtomicInteger();
        Optional<JsonNode> answer = await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            attempts.incrementAndGet();
                            return attempt.get();
                        },
                        Optional::isPresent);
        return new Answered(answer.orElseThrow(), attempts.get());
    }
}
