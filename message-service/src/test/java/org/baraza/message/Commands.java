package org.baraza.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.Topics;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.DeleteMessage;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.SendMessage;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.eventlog.EventCodec;
import org.baraza.eventlog.LogTail;
import org.baraza.eventlog.LogWriter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The gateway and the user system, as far as this service hears of them, and what it says in return. */
@ApplicationScoped
public class Commands {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final LogWriter writer;
    private final KafkaProducer<String, byte[]> raw;
    private final LogTail<MessageEvent> tail;
    private final UserDirectory directory;
    private final Map<String, CompletableFuture<MessageEvent>> answers = new ConcurrentHashMap<>();

    Commands(MessageServiceConfig config, UserDirectory directory, MeterRegistry registry) {
        this.directory = directory;
        this.writer = LogWriter.blocking(config.logSettings(), Duration.ofSeconds(30), Clock.systemUTC(), registry);
        this.raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        this.tail = new LogTail<>(
                config.logSettings(),
                Topics.MESSAGE_EVENTS,
                LogTail.From.BEGINNING,
                EventCodec.of(MessageEvent.class),
                records -> records.forEach(
                        record -> answer(record.event().commandId()).complete(record.event())),
                registry);
    }

    void start(@Observes StartupEvent event) {
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        tail.close();
        writer.close();
        raw.close();
    }

    /** Somebody new whom the directory knows. */
    public String somebody() {
        return somebodyOf(null);
    }

    /** Somebody new of a chapter. */
    public String somebodyOf(String chapterId) {
        String userId = "user" + PEOPLE.incrementAndGet();
        change(userId, chapterId, List.of());
        return userId;
    }

    /** Somebody is of another chapter from now on, or has blocked others. */
    public void change(String userId, String chapterId, List<String> blocked) {
        UserChanged user = new UserChanged(
                userId,
                "First",
                userId,
                userId,
                userId,
                null,
                null,
                AccountType.CHAPTER_MEMBER,
                chapterId == null ? null : new Chapter(chapterId, chapterId, chapterId, null, null),
                blocked,
                false,
                null);
        writer.append(Topics.USER_EVENTS, userId, user, userId, Context.root()).join();
        await().untilAsserted(() -> assertThat(directory.find(userId)).contains(user));
    }

    /** A send with a client message id of its own. */
    public static SendMessage send(String from, String to, String content) {
        return send(from, to, UUID.randomUUID().toString(), content);
    }

    /** A send. */
    public static SendMessage send(String from, String to, String clientMessageId, String content) {
        return new SendMessage(
                UUID.randomUUID().toString(),
                ConversationId.direct(from, to).value(),
                from,
                to,
                clientMessageId,
                content,
                List.of(),
                Instant.now());
    }

    /** A read, up to a message or as far as it goes. */
    public static MarkRead read(String reader, String other, Long upTo) {
        return new MarkRead(
                UUID.randomUUID().toString(),
                ConversationId.direct(reader, other).value(),
                reader,
                upTo,
                Instant.now());
    }

    /** An edit of a direct message's text. */
    public static EditMessage edit(String actor, String other, long seq, String content) {
        return edit(ConversationId.direct(actor, other).value(), seq, actor, content);
    }

    /** An edit of a message's text. */
    public static EditMessage edit(String conversationId, long seq, String actor, String content) {
        return new EditMessage(
                UUID.randomUUID().toString(), conversationId, seq, actor, content, null, null, null, Instant.now());
    }

    /** A deletion of a direct message. */
    public static DeleteMessage delete(String actor, String other, long seq, DeletionScope scope) {
        return delete(ConversationId.direct(actor, other).value(), seq, actor, AccountType.CHAPTER_MEMBER, null, scope);
    }

    /** A deletion. */
    public static DeleteMessage delete(
            String conversationId,
            long seq,
            String actor,
            AccountType accountType,
            String chapterId,
            DeletionScope scope) {
        return new DeleteMessage(
                UUID.randomUUID().toString(), conversationId, seq, actor, accountType, chapterId, scope, Instant.now());
    }

    /** A broadcast by a super admin, which asks for an acknowledgement. */
    public static PublishBroadcast publish(String sender, Audience audience, String content) {
        return publish(sender, UUID.randomUUID().toString(), audience, content);
    }

    /** A broadcast by a super admin, which asks for an acknowledgement. */
    public static PublishBroadcast publish(String sender, String clientMessageId, Audience audience, String content) {
        return new PublishBroadcast(
                UUID.randomUUID().toString(),
                ConversationId.broadcast(sender, clientMessageId).value(),
                sender,
                AccountType.SUPER_ADMIN,
                null,
                clientMessageId,
                audience,
                "title of " + content,
                "description of " + content,
                content,
                List.of(),
                Priority.HIGH,
                true,
                Duration.ofHours(24),
                Instant.now());
    }

    /** A read of a conversation by its id. */
    public static MarkRead readOf(String conversationId, String reader, Long upTo) {
        return new MarkRead(UUID.randomUUID().toString(), conversationId, reader, upTo, Instant.now());
    }

    /** The gateway appends these, in this order. */
    public void append(List<? extends MessageCommand> commands) {
        commands.stream()
                .map(command -> writer.append(
                        Topics.MESSAGE_COMMANDS,
                        command.conversationId(),
                        command,
                        command.commandId(),
                        Context.root()))
                .toList()
                .forEach(appended -> appended.join());
    }

    /** Somebody appends what is no command. */
    public void appendRaw(String key, String type, String value) throws Exception {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.MESSAGE_COMMANDS, key, value == null ? null : value.getBytes(UTF_8));
        if (type != null) {
            record.headers().add("ce_type", type.getBytes(UTF_8));
        }
        raw.send(record).get();
    }

    /** What became of a command. */
    public MessageEvent answerTo(MessageCommand command) {
        return answer(command.commandId()).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Appends one command and waits for what becomes of it. */
    public MessageEvent carryOut(MessageCommand command) {
        append(List.of(command));
        return answerTo(command);
    }

    private CompletableFuture<MessageEvent> answer(String commandId) {
        return answers.computeIfAbsent(commandId, id -> new CompletableFuture<>());
    }
}
