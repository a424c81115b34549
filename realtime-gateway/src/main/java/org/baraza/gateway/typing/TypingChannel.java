package org.baraza.gateway.typing;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.redis.Gathered;
import org.jboss.logging.Logger;

/**
 * The channel {@code typing} of Redis, which all gateways write to and listen on. What is told within a few milliseconds is one
 * message, an array.
 */
@Singleton
class TypingChannel {

    private static final Logger LOGGER = Logger.getLogger(TypingChannel.class);
    private static final String CHANNEL = "typing";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Much less than a message may have. */
    private static final int MOST = 500;

    /** An array, or the single one that gateways of earlier releases tell. */
    private static final ObjectReader READER =
            EventCodec.JSON.readerForListOf(Typing.class).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private final ReactivePubSubCommands<String> redis;
    private final Gathered<Typing> told;
    private final Vertx vertx;
    private volatile Cancellable subscription = () -> {};
    private volatile boolean closed;

    TypingChannel(ReactiveRedisDataSource redis, Vertx vertx) {
        this.redis = redis.pubsub(String.class);
        this.vertx = vertx;
        this.told = new Gathered<>(vertx, MOST, this::publish);
    }

    /** Tells all gateways, this one too. While Redis is away nobody hears it. */
    void tell(Typing typing) {
        told.add(typing);
    }

    private void publish(List<Typing> typings) {
        redis.publish(CHANNEL, EventCodec.toText(typings))
                .subscribe()
                .with(done -> {}, failure -> LOGGER.debugf("typing not told, cause: %s", failure));
    }

    /** Listens from now on, also after Redis has been away. */
    void listen(Consumer<List<Typing>> listener) {
        if (closed) {
            return;
        }
        subscription = redis.subscribe(CHANNEL)
                .subscribe()
                .with(
                        text -> hear(text, listener),
                        failure -> {
                            LOGGER.debugf("typing cannot be heard, trying again, cause: %s", failure);
                            listenLater(listener);
                        },
                        () -> listenLater(listener));
    }

    private void listenLater(Consumer<List<Typing>> listener) {
        vertx.setTimer(AGAIN.toMillis(), timer -> listen(listener));
    }

    void close() {
        closed = true;
        told.end();
        subscription.cancel();
    }

    private static void hear(String text, Consumer<List<Typing>> listener) {
        try {
            listener.accept(READER.readValue(text));
        } catch (JsonProcessingException e) {
            LOGGER.warnf(
                    "unreadable on the channel of typing, cause: %s",
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "typing not delivered");
        }
    }
}
