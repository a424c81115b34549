package org.baraza.gateway.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogRecord;
import org.baraza.eventlog.LogTail;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.session.Outbox;
import org.jboss.logging.Logger;

/**
 * Follows a topic from its end: what the events of a batch mean for sockets goes to them in one go. An event that cannot be
 * delivered is logged, and the next ones are.
 *
 * @param <E> the family of the events
 */
public final class LiveTail<E> {

    private static final Logger LOGGER = Logger.getLogger(LiveTail.class);

    private final String topic;
    private final BiConsumer<LogRecord<E>, Outbox> delivery;
    private final Consumer<Runnable> around;
    private final LogTail<E> tail;

    /** @param delivery says what an event means; called by one thread, in the order of the log */
    public LiveTail(
            GatewayConfig config,
            String topic,
            Class<E> family,
            BiConsumer<LogRecord<E>, Outbox> delivery,
            MeterRegistry registry) {
        this(config, topic, family, delivery, Runnable::run, () -> {}, registry);
    }

    /**
     * @param around runs what a batch means for sockets
     * @param onGap called by the same thread when events are gone from the topic before they were read
     */
    LiveTail(
            GatewayConfig config,
            String topic,
            Class<E> family,
            BiConsumer<LogRecord<E>, Outbox> delivery,
            Consumer<Runnable> around,
            Runnable onGap,
            MeterRegistry registry) {
        this.topic = topic;
        this.delivery = delivery;
        this.around = around;
        this.tail = new LogTail<>(
                config.logSettings(), topic, LogTail.From.END, EventCodec.of(family), this::handle, onGap, registry);
    }

    /** @return completes when the tail stands at the end and will miss nothing from there on */
    public CompletableFuture<Void> start() {
        return tail.start();
    }

    /** Where following has begun: the next offset of each partition. */
    Map<Integer, Long> beginnings() {
        return tail.beginnings();
    }

    public void close() {
        tail.close();
    }

    /** Whether events are being followed. */
    public boolean isLive() {
        return tail.isLive();
    }

    /** Whether following them has ended for good. */
    public boolean hasEnded() {
        return tail.hasEnded();
    }

    private void handle(List<LogRecord<E>> records) {
        around.accept(() -> deliver(records));
    }

    private void deliver(List<LogRecord<E>> records) {
        Outbox outbox = new Outbox();
        for (LogRecord<E> record : records) {
            try {
                delivery.accept(record, outbox);
            } catch (RuntimeException e) {
                LOGGER.errorf(
                        e,
                        "event not delivered, topic: %s, partition: %d, offset: %d",
                        topic,
                        record.partition(),
                        record.offset());
            }
        }
        outbox.send();
    }
}
