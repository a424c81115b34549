package org.baraza.acceptance.authorisation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.Rest;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The people of the table, and what its calls are about: for each call something that no other call has touched. */
public final class Cast {

    static final String PARTICIPANT = "participant";
    static final String SENDER = "sender";
    static final String REMOVED = "removed";
    static final String BLOCKED = "blocked";
    static final String CHAPTER = "here";

    private static final String SOMEBODY = "somebody";
    private static final String ELSEWHERE = "elsewhere";
    private static final Duration OVER = Duration.ofMinutes(-5);

    private final RunningPlatform platform;
    private final Map<String, Queue<String>> messages =
            Map.of(PARTICIPANT, new ConcurrentLinkedQueue<>(), BLOCKED, new ConcurrentLinkedQueue<>());
    private final Queue<String> broadcasts = new ConcurrentLinkedQueue<>();
    private String notification;

    public Cast(RunningPlatform platform) {
        this.platform = platform;
    }

    /**
     * Everybody joins, the sender writes so many messages and broadcasts, then one is removed and another blocked.
     *
     * @param toParticipant how many messages to the participant
     * @param toBlocked how many messages to the one who is blocked then
     * @param toChapter how many broadcasts
     */
    public void gather(int toParticipant, int toBlocked, int toChapter) {
        platform.community()
                .joinAs(List.of(
                        person("outsider", AccountType.CHAPTER_MEMBER, ELSEWHERE),
                        person(PARTICIPANT, AccountType.CHAPTER_MEMBER, CHAPTER),
                        person(SENDER, AccountType.CHAPTER_ADMIN, CHAPTER),
                        person(REMOVED, AccountType.CHAPTER_MEMBER, CHAPTER),
                        person(BLOCKED, AccountType.CHAPTER_MEMBER, CHAPTER),
                        person("chapter-admin", AccountType.CHAPTER_ADMIN, CHAPTER),
                        person("other-admin", AccountType.CHAPTER_ADMIN, ELSEWHERE),
                        person("super-admin", AccountType.SUPER_ADMIN, null),
                        person(SOMEBODY, AccountType.CHAPTER_MEMBER, ELSEWHERE)));
        tokenOf(REMOVED);
        IntStream.range(0, toParticipant)
                .parallel()
                .forEach(i -> messages.get(PARTICIPANT).add(write(SENDER, PARTICIPANT)));
        IntStream.range(0, toBlocked)
                .parallel()
                .forEach(i -> messages.get(BLOCKED).add(write(SENDER, BLOCKED)));
        IntStream.range(0, toChapter).parallel().forEach(i -> broadcasts.add(broadcast()));
        write(SOMEBODY, PARTICIPANT);
        await().untilAsserted(() -> {
            JsonNode list = rest(PARTICIPANT).read("/notifications?limit=100").path("notifications");
            notification = Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                    .map(list::get)
                    .filter(one -> one.path("sender").path("id").asText().equals(SOMEBODY))
                    .map(one -> one.path("id").asText())
                    .findFirst()
                    .orElse(null);
            assertThat(notification).isNotNull();
        });
        removeAndBlock();
    }

    private void removeAndBlock() {
        UserChanged sender = person(SENDER, AccountType.CHAPTER_ADMIN, CHAPTER);
        platform.platform()
                .publishUsers(List.of(
                        person(REMOVED, AccountType.CHAPTER_MEMBER, ELSEWHERE),
                        new UserChanged(
                                sender.id(),
                                sender.firstName(),
                                sender.lastName(),
                                sender.username(),
                                null,
                                null,
                                null,
                                sender.accountType(),
                                sender.chapter(),
                                List.of(BLOCKED),
                                false,
                                null)));
        await().untilAsserted(() -> {
            assertThat(rest(REMOVED)
                            .get("/messages/conversations/" + broadcasts.peek())
                            .status())
                    .isEqualTo(404);
            assertThat(rest(BLOCKED)
                            .post("/messages", "{\"receiverId\":\"" + SENDER + "\",\"content\":\"x\"}")
                            .status())
                    .isEqualTo(403);
        });
    }

    /** A token of a kind of caller; null for none. */
    public String tokenOf(String caller) {
        return switch (caller) {
            case "anonymous" -> null;
            case "expired" ->
                platform.platform().tokens().tokenFor(person(PARTICIPANT, AccountType.CHAPTER_MEMBER, CHAPTER), OVER);
            default -> platform.community().tokenOf(caller);
        };
    }

    public Rest rest(String caller) {
        return new Rest(platform.gateway(0), tokenOf(caller));
    }

    /** Puts what a call is about in the place of its names, for a caller. */
    public String fill(String text, String caller) {
        String filled = text;
        String token = tokenOf(caller);
        if (text.contains("{message}")) {
            filled = filled.replace(
                    "{message}",
                    messages.get(caller.equals(BLOCKED) ? BLOCKED : PARTICIPANT).remove());
        }
        if (text.contains("{broadcast}") || text.contains("{announcement}")) {
            String broadcast = broadcasts.remove();
            filled = filled.replace("{broadcast}", broadcast).replace("{announcement}", broadcast + "-1");
        }
        if (text.contains("{draft}")) {
            filled = filled.replace("{draft}", draft());
        }
        return filled.replace("{conversation}", conversation(caller.equals(BLOCKED) ? BLOCKED : PARTICIPANT))
                .replace("{person}", caller.equals(SENDER) ? PARTICIPANT : SENDER)
                .replace("{notification}", notification)
                .replace("{chapter}", CHAPTER)
                .replace("{token}", token == null ? "" : token)
                .replace("{caller}", caller);
    }

    /** The same with what does not exist in the place of what does. */
    String fillWithNothing(String text) {
        String nobody = "dm.nobody-1.nobody-2";
        String nothing = "bc." + UUID.randomUUID().toString().replace("-", "");
        return text.replace("{message}", nobody + "-7")
                .replace("{conversation}", nobody)
                .replace("{announcement}", nothing + "-1")
                .replace("{broadcast}", nothing)
                .replace("{draft}", UUID.randomUUID().toString())
                .replace("{notification}", nobody + "~7");
    }

    private static String conversation(String other) {
        return ConversationId.direct(SENDER, other).value();
    }

    private String write(String from, String to) {
        Rest.Answer sent = rest(from).post("/messages", "{\"receiverId\":\"" + to + "\",\"content\":\"x\"}");
        assertThat(sent.status()).isEqualTo(201);
        return sent.body().path("message").path("id").asText();
    }

    private String broadcast() {
        Rest.Answer sent = rest(SENDER)
                .post(
                        "/messages/broadcast",
                        "{\"title\":\"t\",\"content\":\"x\",\"recipientType\":\"CHAPTER\",\"chapterId\":\"" + CHAPTER
                                + "\",\"requiresAcknowledgement\":true}");
        assertThat(sent.status()).isEqualTo(201);
        return sent.body().path("conversation").path("id").asText();
    }

    private String draft() {
        Rest.Answer kept = rest(SENDER)
                .post(
                        "/broadcasts",
                        "{\"title\":\"t\",\"content\":\"x\",\"recipientType\":\"CHAPTER\",\"chapterId\":\"" + CHAPTER
                                + "\"}");
        assertThat(kept.status()).isEqualTo(201);
        return kept.body().path("id").asText();
    }

    private static UserChanged person(String id, AccountType type, String chapter) {
        Chapter where = chapter == null ? null : new Chapter(chapter, chapter, chapter, "Kenya", "Nairobi");
        return new UserChanged(id, id, "of the table", id, null, null, null, type, where);
    }
}
