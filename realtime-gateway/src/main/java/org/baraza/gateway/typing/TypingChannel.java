package org.baraza.gateway.typing;

import java.time.Duration;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import org.baraza.eventlog.EventCodec;
import org.jboss.logging.Logger;

/** The channel {@code typing} of Redis, which all gateways write to and listen on. */
@Singleton
class TypingChannel {

    private static final Logger LOGGER = Logger.getLogger(TypingChannel.class);
    private static final String CHANNEL = "typing";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ReactivePubSubCommands<String> redis;
    private final Vertx vertx;
    private volatile Cancellable subscription = () -> {};
    private volatile boolean closed;

    TypingChannel(ReactiveRedisDataSource redis, Vertx vertx) {
        this.redis = redis.pubsub(String.class);
        this.vertx = vertx;
    }

    /** Tells all gateways, this one too. While Redis is away nobody hears it. */
    void tell(Typing typing) {
        redis.publish(CHANNEL, EventCodec.toText(typing))
                .subscribe()
                .with(told -> {}, failure -> LOGGER.debugf("typing not told, cause: %s", failure));
    }

    /** Listens from now on, also after Redis has been away. */
    void listen(Consumer<Typing> listener) {
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

    private void listenLater(Consumer<Typing> listener) {
        vertx.setTimer(AGAIN.toMillis(), timer -> listen(listener));
    }

    void close() {
        closed = true;
        subscription.cancel();
    }

    private static void hear(String text, Consumer<Typing> listener) {
        try {
            listener.accept(EventCodec.JSON.readValue(text, Typing.class));
        } catch (JsonProcessingException e) {
            LOGGER.warnf(
                    "unreadable on the channel of typing, cause: %s",
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOGGER.errorf(e, "typing not delivered");
        }
    }
}
