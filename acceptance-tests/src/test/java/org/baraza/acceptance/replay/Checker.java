package org.baraza.acceptance.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.HdrHistogram.Histogram;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.socket.Peer;
import org.baraza.contracts.ConversationId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Compares what the platform says with what was acknowledged, and with a recount by brute force. */
final class Checker {

    private static final int PAGE = 100;
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final RunningPlatform platform;
    private final Replay replay;
    /** Conversation → what is stored there, by number. */
    private final Map<String, TreeMap<Long, JsonNode>> stored = new TreeMap<>();

    private final Map<Peer, Map<String, Long>> arrivals = new HashMap<>();

    Checker(RunningPlatform platform, Replay replay) {
        this.platform = platform;
        this.replay = replay;
    }

    /** Reads every conversation in pages and holds what is there against the acknowledgements. */
    void storedIsWhatWasAcknowledged() {
        Map<String, Integer> acks = new HashMap<>();
        for (Person person : replay.people()) {
            person.acked().forEach((clientMessageId, sent) -> {
                String conversation =
                        ConversationId.direct(person.id(), sent.line().to()).value();
                JsonNode message = stored(conversation, person.id()).get(sent.seq());
                assertThat(message).as("message %s", sent.messageId()).isNotNull();
                assertThat(message.path("id").asText()).isEqualTo(sent.messageId());
                assertThat(message.path("clientMessageId").asText()).isEqualTo(clientMessageId);
                assertThat(message.path("content").asText())
                        .isEqualTo(sent.line().text());
                assertThat(message.path("sender").path("id").asText()).isEqualTo(person.id());
                acks.merge(conversation, 1, Integer::sum);
            });
        }
        stored.forEach((conversation, messages) -> {
            assertThat(messages.keySet())
                    .as("numbers in %s", conversation)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, messages.size()).boxed().toList());
            assertThat(messages).as("messages in %s", conversation).hasSize(acks.get(conversation));
        });
    }

    /**
     * No socket got a message twice or out of order; one that was never away got all of them.
     *
     * @param secondGatewayStayed whether the second gateway ran all the time; the first one did
     */
    void deliveredIsWhatIsStored(boolean secondGatewayStayed) {
        Set<Person> away = new HashSet<>(replay.away());
        for (Person person : replay.people()) {
            Set<String> expected = messagesOf(person.id());
            List<Peer> sockets = person.sockets();
            for (int i = 0; i < sockets.size(); i++) {
                Peer socket = sockets.get(i);
                boolean wentAway = away.contains(person) && i == sockets.size() - 1;
                boolean stayed = replay.onFirstGateway().contains(socket) || secondGatewayStayed && !wentAway;
                if (stayed) {
                    await().pollDelay(Duration.ZERO)
                            .atMost(QUIET)
                            .untilAsserted(() -> assertThat(idsOf(socket)).hasSameSizeAs(expected));
                    assertThat(new HashSet<>(idsOf(socket))).isEqualTo(expected);
                }
                List<String> ids = idsOf(socket);
                assertThat(ids).as("messages on a socket of %s", person.id()).doesNotHaveDuplicates();
                assertThat(expected).containsAll(ids);
                inOrder(socket);
            }
        }
    }

    /** Inbox, unread numbers and notifications of everybody equal a recount. */
    void numbersEqualARecount() {
        Map<String, Map<String, Long>> cursors = cursors();
        for (Person person : replay.people()) {
            Map<String, Long> unread = new TreeMap<>();
            stored.keySet().stream()
                    .filter(conversation -> new ConversationId(conversation).hasParticipant(person.id()))
                    .forEach(conversation -> unread.put(
                            conversation,
                            stored.get(conversation).lastKey()
                                    - cursors.get(person.id()).getOrDefault(conversation, 0L)));
            Rest rest = restOf(person.id());
            await().pollDelay(Duration.ZERO).atMost(QUIET).untilAsserted(() -> {
                assertThat(inbox(rest)).as("inbox of %s", person.id()).isEqualTo(unread);
                JsonNode total = rest.read("/messages/unread-count");
                assertThat(total.path("direct").asLong())
                        .isEqualTo(unread.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
                assertThat(rest.read("/notifications/unread-count")
                                .path("count")
                                .asLong())
                        .as("notifications of %s", person.id())
                        .isEqualTo(unread.values().stream()
                                .filter(count -> count > 0)
                                .count());
            });
        }
    }

    /** How long each message took from its sender's first attempt to each of its receiver's sockets. */
    Histogram deliveryMicros() {
        Histogram histogram = new Histogram(3);
        for (Person sender : replay.people()) {
            for (Person.Sent sent : sender.acked().values()) {
                for (Peer socket : replay.person(sent.line().to()).sockets()) {
                    Long arrival = arrivals(socket).get(sent.messageId());
                    if (arrival != null && sent.said().online()) {
                        histogram.recordValue(Math.max(1, (arrival - sent.said().atNanos()) / 1_000));
                    }
                }
            }
        }
        return histogram;
    }

    private Map<String, Long> arrivals(Peer socket) {
        return arrivals.computeIfAbsent(
                socket,
                one -> one.received("message:new").stream()
                        .collect(Collectors.toMap(
                                event -> event.body().getString("id"), Peer.Received::atNanos, Math::min)));
    }

    private TreeMap<Long, JsonNode> stored(String conversation, String viewer) {
        return stored.computeIfAbsent(conversation, id -> fetch(id, restOf(viewer)));
    }

    private static TreeMap<Long, JsonNode> fetch(String conversation, Rest rest) {
        TreeMap<Long, JsonNode> messages = new TreeMap<>();
        for (int page = 1; ; page++) {
            JsonNode answer = rest.read("/messages/conversations/" + conversation + "?limit=" + PAGE + "&page=" + page);
            answer.path("messages")
                    .forEach(message -> messages.put(message.path("seq").asLong(), message));
            if (answer.path("messages").size() < PAGE) {
                return messages;
            }
        }
    }

    private Set<String> messagesOf(String userId) {
        return stored.entrySet().stream()
                .filter(entry -> new ConversationId(entry.getKey()).hasParticipant(userId))
                .flatMap(entry -> entry.getValue().values().stream())
                .map(message -> message.path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Map<String, Long>> cursors() {
        Map<String, Map<String, Long>> cursors = new HashMap<>();
        replay.people().forEach(person -> cursors.put(person.id(), new HashMap<>(person.read())));
        stored.forEach((conversation, messages) -> messages.forEach((seq, message) ->
                cursors.get(message.path("sender").path("id").asText()).merge(conversation, seq, Math::max)));
        return cursors;
    }

    private static Map<String, Long> inbox(Rest rest) {
        Map<String, Long> unread = new TreeMap<>();
        List<String> activity = new ArrayList<>();
        for (int page = 1; ; page++) {
            JsonNode answer = rest.read("/messages/conversations?limit=" + PAGE + "&page=" + page);
            answer.path("conversations").forEach(conversation -> {
                unread.put(
                        conversation.path("id").asText(),
                        conversation.path("unreadCount").asLong());
                activity.add(conversation.path("updatedAt").asText());
            });
            if (answer.path("conversations").size() < PAGE) {
                assertThat(answer.path("total").asInt()).isEqualTo(unread.size());
                return unread;
            }
        }
    }

    private static List<String> idsOf(Peer socket) {
        return socket.received("message:new").stream()
                .map(event -> event.body().getString("id"))
                .toList();
    }

    private static void inOrder(Peer socket) {
        Map<String, Long> last = new HashMap<>();
        socket.received("message:new").forEach(event -> {
            String conversation = event.body().getString("conversationId");
            long seq = event.body().getLong("seq");
            assertThat(seq).isGreaterThan(last.getOrDefault(conversation, 0L));
            last.put(conversation, seq);
        });
    }

    private Rest restOf(String userId) {
        return new Rest(platform.gateway(1), platform.community().tokenOf(userId));
    }
}
