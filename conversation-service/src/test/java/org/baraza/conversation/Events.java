package org.baraza.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.eventlog.LogWriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The other services, as far as this one hears of them. */
@ApplicationScoped
public class Events {

    private final LogWriter writer;
    private final KafkaProducer<String, byte[]> raw;

    Events(ConversationServiceConfig config, MeterRegistry registry) {
        this.writer = LogWriter.blocking(config.logSettings(), Duration.ofSeconds(30), Clock.systemUTC(), registry);
        this.raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void stop(@Observes ShutdownEvent event) {
        writer.close();
        raw.close();
    }

    /** Message-service says these, in this order. */
    public void publish(Collection<? extends MessageEvent> events) {
        List<CompletableFuture<?>> written = events.stream()
                .<CompletableFuture<?>>map(event -> append(event.conversationId(), event))
                .toList();
        written.forEach(CompletableFuture::join);
    }

    /** Message-service says these, in this order. */
    public void publish(MessageEvent... events) {
        publish(List.of(events));
    }

    /** Message-service says this as part of a trace. */
    public void publish(Context trace, MessageEvent event) {
        append(event.conversationId(), event, trace).join();
    }

    /** Waits until what was published of a conversation is applied: a message of two others follows it in its partition. */
    public void awaitAllOf(Talk talk) {
        String other = Talk.somebody("zuri");
        append(talk.id(), Talk.between(other, Talk.somebody("zawadi")).sent(other))
                .join();
        InboxClient.eventually(
                () -> assertThat(InboxClient.list(other).getInt("total")).isEqualTo(1));
    }

    /** The user system says that this person is in the community. */
    public void join(String userId) {
        join(userId, AccountType.CHAPTER_MEMBER, null);
    }

    /** The user system says what this person is and which chapter they belong to; null for none. */
    public void join(String userId, AccountType accountType, String chapterId) {
        joining(userId, accountType, chapterId).join();
    }

    /** The user system says that these people are the members of a chapter. */
    public void joinAll(Collection<String> userIds, String chapterId) {
        List<CompletableFuture<?>> written = userIds.stream()
                .<CompletableFuture<?>>map(userId -> joining(userId, AccountType.CHAPTER_MEMBER, chapterId))
                .toList();
        written.forEach(CompletableFuture::join);
    }

    private CompletableFuture<?> joining(String userId, AccountType accountType, String chapterId) {
        Chapter chapter =
                chapterId == null ? null : new Chapter(chapterId, "Chapter " + chapterId, "CODE", "Kenya", "Nairobi");
        UserChanged user = new UserChanged(
                userId,
                "First " + userId,
                "Last",
                userId,
                userId,
                "https://photos.example/" + userId,
                null,
                accountType,
                chapter);
        return writer.append(Topics.USER_EVENTS, userId, user, userId, Context.root());
    }

    /** The user system says that this person is gone. */
    public void leave(String userId) throws Exception {
        raw.send(new ProducerRecord<>(Topics.USER_EVENTS, userId, null)).get();
    }

    /** A gateway says that a device has shown the first message of a conversation. */
    public void received(String userId, String conversationId) {
        MessagesReceived event = new MessagesReceived(userId, conversationId, 1, Instant.now());
        writer.append(Topics.PRESENCE_EVENTS, userId, event, userId, Context.root())
                .join();
    }

    private CompletableFuture<?> append(String key, MessageEvent event) {
        return append(key, event, Context.root());
    }

    private CompletableFuture<?> append(String key, MessageEvent event, Context trace) {
        return writer.append(
                Topics.MESSAGE_EVENTS, key, event, UUID.randomUUID().toString(), trace);
    }

    /** Somebody writes what is no event. */
    public void publishRaw(String key, String type, String value) throws Exception {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.MESSAGE_EVENTS, key, value.getBytes(UTF_8));
        Stream.ofNullable(type).forEach(text -> record.headers().add("ce_type", text.getBytes(UTF_8)));
        raw.send(record).get();
    }
}
